import * as z from 'zod'
import type { Endpoint } from '#contract/http/endpoint.ts'
import { DifferenceId, ReconciliationDay, ReconciliationDifference, Resolution } from '#contract/reconciliation.ts'
import { Day } from '#contract/values.ts'

/** The last sixty days that were compared or tried, newest first. */
export const getReconciliationDays = {
  method: 'GET',
  url: '/reconciliation/days',
  access: 'session',
  roles: ['head-office-administrator'],
  schema: { response: { 200: z.array(ReconciliationDay) } },
} as const satisfies Endpoint

/** Every unresolved difference, and those of the last sixty days; newest day first. */
export const getReconciliationDifferences = {
  method: 'GET',
  url: '/reconciliation/differences',
  access: 'session',
  roles: ['head-office-administrator'],
  schema: { response: { 200: z.array(ReconciliationDifference) } },
} as const satisfies Endpoint

/** Compares a past day again; what was found before stays. */
export const postReconciliation = {
  method: 'POST',
  url: '/reconciliation/days/:day/comparison',
  access: 'session',
  roles: ['head-office-administrator'],
  schema: { params: z.strictObject({ day: Day }), response: { 200: ReconciliationDay } },
} as const satisfies Endpoint

export const postResolution = {
  method: 'POST',
  url: '/reconciliation/differences/:id/resolution',
  access: 'session',
  roles: ['head-office-administrator'],
  schema: {
    params: z.strictObject({ id: DifferenceId }),
    body: Resolution,
    response: { 200: ReconciliationDifference },
  },
} as const satisfies Endpoint
