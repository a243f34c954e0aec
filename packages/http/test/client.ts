export { type Answer, type Sending, send } from '@miomente/booking-testing';
