/** The page of a partner's calendar, and the calendar itself. */
export const calendar = {
  title: 'Calendar',
  intro: 'Your course dates appear in your own calendar and stay up to date there by themselves.',
  address: 'Your calendar address',
  none: 'You have no address yet.',
  made: (when: string): string => `Your address was made on ${when}. We don’t know it and can’t show it again.`,
  make: 'Make an address',
  replace: 'Make a new address',
  replaces: 'A new address ends the one before: calendars that subscribed to it get nothing more.',
  shownOnce: 'Here is your new address. We show it only this once.',
  yours: 'Address',
  copy: 'To copy it, tap the field, select all, copy. Whoever knows the address sees your course dates: don’t pass it on.',
  subscribe: 'Subscribe in the calendar',
  how: 'How to subscribe',
  programs: [
    {
      name: 'iPhone, iPad and Mac',
      steps:
        'Tap “Subscribe in the calendar”. Or: Settings, Apps, Calendar, Calendar Accounts, Add Account, Other, Add Subscribed Calendar, and paste the address.',
    },
    {
      name: 'Google Calendar',
      steps:
        'On a computer, open calendar.google.com, click the plus beside “Other calendars”, then “From URL”, and paste the address.',
    },
    {
      name: 'Outlook',
      steps: 'In the calendar choose “Add calendar”, then “Subscribe from web”, and paste the address.',
    },
  ],
  delay: 'How often your calendar looks is up to it: mostly every few hours, with Google up to a day.',
  whatItShows: 'What it shows',
  shows:
    'Each course date once, with course and number of people: confirmed, open or cancelled. It never has names or phone numbers; you find those here in the portal.',
  name: 'Miomente courses',
  coming: (people: number): string => (people === 1 ? '1 person' : `${people} people`),
  open: (people: number): string => (people === 1 ? '1 person open' : `${people} people open`),
  nobody: 'nobody is coming',
  details: (url: string): string => `Who is coming is in the partner portal: ${url}`,
};
