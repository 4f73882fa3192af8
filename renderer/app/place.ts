/** Where in the app the user is, who may be there, and what a screen may be handed when it opens. */

import type { LogEntryKind } from '#contract/log-entry.ts'
import { administratorRoles, type Role, roles } from '#contract/role.ts'
import type { ToDoKind } from '#contract/to-do.ts'
import { trainedRoles } from '#contract/training.ts'

/** Places of one kind of work stand together. */
export const placeGroups = [
  'overview',
  'counter',
  'control',
  'people',
  'devices',
  'watching',
  'routine',
  'own',
] as const
type PlaceGroup = (typeof placeGroups)[number]

interface PlaceEntry {
  readonly name: string
  readonly group: PlaceGroup
  readonly roles: readonly Role[]
  /** What waits there. */
  readonly toDo?: ToDoKind
}

/** In the order of the menu, group by group; everybody sees those of his role. */
export const places = [
  { name: 'dashboard', group: 'overview', roles: administratorRoles },
  { name: 'workbench', group: 'counter', roles: ['query-officer'], toDo: 'returned-items' },
  { name: 'consent', group: 'counter', roles: ['query-officer'] },
  { name: 'query', group: 'counter', roles: ['query-officer'] },
  { name: 'releases', group: 'control', roles: ['approver'] },
  { name: 'roster', group: 'control', roles: ['approver', 'institution-administrator'] },
  { name: 'policy', group: 'control', roles: ['head-office-administrator'] },
  { name: 'query-stop', group: 'control', roles: administratorRoles, toDo: 'query-stops' },
  { name: 'business-feed', group: 'control', roles: ['head-office-administrator', 'it'] },
  { name: 'calendar', group: 'control', roles: ['head-office-administrator'] },
  { name: 'reconciliation', group: 'control', roles: ['head-office-administrator'] },
  { name: 'institutions', group: 'people', roles: [...administratorRoles, 'auditor'] },
  { name: 'admission', group: 'people', roles: administratorRoles, toDo: 'applications' },
  { name: 'users', group: 'people', roles: [...administratorRoles, 'auditor'], toDo: 'returns' },
  { name: 'staff', group: 'people', roles: ['head-office-administrator'] },
  { name: 'questions', group: 'people', roles: ['head-office-administrator'] },
  { name: 'tokens', group: 'people', roles: administratorRoles },
  {
    name: 'workstations',
    group: 'devices',
    roles: ['institution-administrator', 'head-office-administrator', 'it'],
    toDo: 'workstations',
  },
  { name: 'self-test', group: 'devices', roles: ['it'] },
  {
    name: 'incidents',
    group: 'watching',
    roles: [...administratorRoles, 'approver', 'auditor'],
    toDo: 'incidents',
  },
  {
    name: 'accountability',
    group: 'watching',
    roles: [...administratorRoles, 'auditor'],
    toDo: 'accountability',
  },
  { name: 'item-checks', group: 'watching', roles: administratorRoles, toDo: 'item-checks' },
  {
    name: 'compliance',
    group: 'watching',
    roles: administratorRoles,
    toDo: 'compliance-reports',
  },
  {
    name: 'rules',
    group: 'watching',
    roles: ['head-office-administrator', 'institution-administrator', 'auditor'],
  },
  { name: 'log', group: 'watching', roles: ['head-office-administrator', 'institution-administrator', 'auditor'] },
  { name: 'audit', group: 'watching', roles: ['auditor'] },
  {
    name: 'findings',
    group: 'watching',
    roles: ['auditor', ...administratorRoles],
    toDo: 'findings',
  },
  { name: 'engagements', group: 'watching', roles: ['head-office-administrator'] },
  { name: 'circulars', group: 'routine', roles, toDo: 'circulars' },
  { name: 'disputes', group: 'routine', roles: ['query-officer', ...administratorRoles], toDo: 'disputes' },
  { name: 'meetings', group: 'routine', roles: [...administratorRoles, 'auditor'], toDo: 'meetings' },
  { name: 'library', group: 'routine', roles, toDo: 'library' },
  { name: 'publicity', group: 'routine', roles: [...administratorRoles, 'auditor'] },
  { name: 'score', group: 'own', roles },
  { name: 'training', group: 'own', roles: trainedRoles, toDo: 'training' },
  { name: 'account', group: 'own', roles },
] as const satisfies readonly PlaceEntry[]
export type Place = (typeof places)[number]['name']

export function entryOf(place: Place): PlaceEntry {
  return places.find(({ name }) => name === place) as PlaceEntry
}

/** The places of a role; the first one is where it begins. */
export function placesOf(role: Role): Place[] {
  return places.filter(({ roles: allowed }) => allowed.some((one) => one === role)).map(({ name }) => name)
}

/** What the screen begins with, so that nothing is asked twice. */
export interface Start {
  readonly reference: string
  readonly consentId?: string
  /** A consent that was begun before. */
  readonly draftId?: string
  /** What the log is searched for at once: a kind of entry, on a day in Asia/Shanghai. */
  readonly search?: { readonly kind: LogEntryKind; readonly day: string }
}

export type Go = (place: Place, start?: Start) => void

export interface ScreenProps {
  readonly start: Start | undefined
  readonly go: Go
}
