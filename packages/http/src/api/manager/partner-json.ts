import { HOUR_MS, type MeasuredPartner, type MetricsWeek, type ResponseMetrics } from '@miomente/booking-domain';
import { z } from 'zod';
import { instant, isoInstant } from '../../guard/fields.ts';

const hours = (text: string) =>
  z
    .number()
    .nullable()
    .meta({ description: text, examples: [2.4] });

/** Response metrics (US-8). */
export const METRICS_JSON = z
  .strictObject({
    bookings: z.int().meta({ description: 'All that came in.', examples: [48] }),
    confirmed: z.int().meta({ examples: [39], description: 'Confirmed now.' }),
    declined: z.int().meta({ examples: [7], description: 'Declined now.' }),
    cancelled: z.int().meta({ examples: [1], description: 'Cancelled, answered before or not.' }),
    unanswered: z.int().meta({ examples: [1], description: 'Nobody answered before the event started.' }),
    confirmationRate: z
      .number()
      .nullable()
      .meta({
        description: 'confirmed ÷ (confirmed + declined + unanswered), from 0 to 1; null when that is under five.',
        examples: [0.83],
      }),
    medianAnswerHours: hours(
      'From when an answer was awaited to when it came; null when there is none. Over all time and from fifty answers ' +
        'on, this and the next are at most 5 % off.',
    ),
    p90AnswerHours: hours('Nine of ten answers came within this.'),
    reminders: z.int().meta({ description: 'Reminders sent.', examples: [11] }),
    escalations: z.int().meta({ description: 'Bookings that a person had to phone about.', examples: [2] }),
    takenBack: z.int().meta({ description: 'Confirmations taken back and not given again.', examples: [1] }),
    keptRate: z
      .number()
      .nullable()
      .meta({
        description: 'confirmed ÷ (confirmed + takenBack), from 0 to 1; null when that is under five.',
        examples: [0.98],
      }),
  })
  .meta({ id: 'ResponseMetrics' });

/** A partner with response metrics. */
export const PARTNER_JSON = z
  .strictObject({
    customerNumber: z.string().meta({ description: 'As Magento names the partner.', examples: ['P-100'] }),
    name: z
      .string()
      .nullable()
      .meta({
        description: 'Null, as all of the master data, when the number is not known here.',
        examples: ['Kochschule'],
      }),
    email: z
      .string()
      .nullable()
      .meta({ description: 'Where requests go.', examples: ['kurse@example.org'] }),
    phone: z
      .string()
      .nullable()
      .meta({ description: 'Whom to phone.', examples: ['+49 89 000001'] }),
    language: z.enum(['de', 'en']).nullable().meta({ description: 'In which mails are written.' }),
    active: z
      .boolean()
      .nullable()
      .meta({ description: 'Whether they are asked at all.', examples: [true] }),
    addressBouncedAt: instant.nullable().meta({ description: 'Since when mail to the address bounces.' }),
    addressCorrectedAt: instant.nullable().meta({
      description:
        'When the office corrected the address; null when it is the import’s. The correction stays until an import ' +
        'brings another address than the one that was replaced.',
    }),
    metrics: METRICS_JSON.meta({ description: 'Over the bookings that came in within the period.' }),
  })
  .meta({ id: 'MeasuredPartner' });

/** The type of {@link PARTNER_JSON}. */
export type PartnerJson = z.infer<typeof PARTNER_JSON>;

/** The metrics of the bookings of one week. */
export const WEEK_JSON = z
  .strictObject({
    week: z.iso.date().meta({ description: 'Its Monday, in `TIME_ZONE`.', examples: ['2026-11-23'] }),
    metrics: METRICS_JSON.meta({ description: 'Over the bookings that came in within the week.' }),
  })
  .meta({ id: 'MetricsWeek' });

/** Converts metrics to JSON. */
export function metricsJson({
  medianAnswerMs,
  p90AnswerMs,
  ...metrics
}: ResponseMetrics): z.infer<typeof METRICS_JSON> {
  const { confirmationRate, keptRate } = metrics;
  return {
    ...metrics,
    confirmationRate: confirmationRate === null ? null : rounded(confirmationRate, 4),
    keptRate: keptRate === null ? null : rounded(keptRate, 4),
    medianAnswerHours: medianAnswerMs === null ? null : rounded(medianAnswerMs / HOUR_MS, 2),
    p90AnswerHours: p90AnswerMs === null ? null : rounded(p90AnswerMs / HOUR_MS, 2),
  };
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

/** Converts a partner with metrics to JSON. */
export function partnerJson({ customerNumber, partner, metrics }: MeasuredPartner): PartnerJson {
  const bouncedAt = partner?.addressMark?.at;
  const correctedAt = partner?.addressCorrection?.at;
  return {
    customerNumber,
    name: partner?.name ?? null,
    email: partner?.email ?? null,
    phone: partner?.phone ?? null,
    language: partner?.language ?? null,
    active: partner?.active ?? null,
    addressBouncedAt: bouncedAt === undefined ? null : isoInstant(bouncedAt),
    addressCorrectedAt: correctedAt === undefined ? null : isoInstant(correctedAt),
    metrics: metricsJson(metrics),
  };
}

/** Converts the metrics of a week to JSON. */
export function weekJson({ week, metrics }: MetricsWeek): z.infer<typeof WEEK_JSON> {
  return { week, metrics: metricsJson(metrics) };
}
