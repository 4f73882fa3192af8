/** Where in the app the user is, who may be there, and what a screen may be handed when it opens. */

import { administratorRoles, type Role, roles } from '#contract/role.ts'

/** In the order of the menu; everybody sees those of his role. */
export const places = [
  { name: 'workbench', roles: ['query-officer'] },
  { name: 'consent', roles: ['query-officer'] },
  { name: 'query', roles: ['query-officer'] },
  { name: 'releases', roles: ['approver'] },
  { name: 'roster', roles: ['approver', 'institution-administrator'] },
  { name: 'policy', roles: ['head-office-administrator'] },
  { name: 'calendar', roles: ['head-office-administrator'] },
  { name: 'institutions', roles: [...administratorRoles, 'auditor'] },
  { name: 'reconciliation', roles: ['head-office-administrator'] },
  { name: 'workstations', roles: ['institution-administrator', 'head-office-administrator', 'it'] },
  { name: 'self-test', roles: ['it'] },
  { name: 'admission', roles: administratorRoles },
  { name: 'users', roles: [...administratorRoles, 'auditor'] },
  { name: 'staff', roles: ['head-office-administrator'] },
  { name: 'questions', roles: ['head-office-administrator'] },
  { name: 'tokens', roles: administratorRoles },
  { name: 'log', roles: ['head-office-administrator', 'institution-administrator', 'auditor'] },
  { name: 'account', roles },
] as const satisfies readonly { readonly name: string; readonly roles: readonly Role[] }[]
export type Place = (typeof places)[number]['name']

/** The places of a role; the first one is where it begins. */
export function placesOf(role: Role): Place[] {
  return places.filter(({ roles: allowed }) => allowed.some((one) => one === role)).map(({ name }) => name)
}

/** What the screen begins with, so that nothing is asked twice. */
export interface Start {
  readonly reference: string
  readonly consentId?: string
}

export type Go = (place: Place, start?: Start) => void

export interface ScreenProps {
  readonly start: Start | undefined
  readonly go: Go
}
