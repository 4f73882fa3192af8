import { expect, test } from 'vitest'
import { escalated, placeIncident } from '#central/incidents/place-incident.ts'

const chain = (...administrators: number[]) =>
  administrators.map((count, depth) => ({
    code: ['outlet', 'branch', 'city', 'head'][depth] ?? 'head',
    administrators: count,
  }))

test.each([
  { why: 'the outlet itself', chain: chain(1, 2, 1, 2), concerned: false, by: ['outlet', 'branch'] },
  { why: 'no administrator there', chain: chain(0, 2, 1, 2), concerned: false, by: ['branch', 'city'] },
  { why: 'none at the next level either', chain: chain(1, 0, 0, 2), concerned: false, by: ['outlet', 'head'] },
  { why: 'an administrator is concerned', chain: chain(1, 2, 1, 2), concerned: true, by: ['branch', 'city'] },
  { why: 'an administrator, and nobody above him', chain: chain(1, 0, 0, 2), concerned: true, by: ['head', 'head'] },
  { why: 'head office’s own', chain: [{ code: 'head', administrators: 1 }], concerned: true, by: ['head', 'head'] },
  { why: 'nobody anywhere', chain: chain(0, 0, 0, 0), concerned: false, by: ['head', 'head'] },
])('$why: handled and reviewed by $by', ({ chain: links, concerned, by: [handledBy, reviewedBy] }) => {
  expect(placeIncident(links, concerned)).toEqual({ handledBy, reviewedBy })
})

const places = { handledBy: 'outlet', reviewedBy: 'branch' }

test.each([
  { state: 'raised', chain: chain(1, 2, 1, 2), place: places, to: ['branch', 'city'] },
  { state: 'assigned', chain: chain(1, 2, 0, 2), place: places, to: ['branch', 'head'] },
  { state: 'reported', chain: chain(1, 2, 1, 2), place: places, to: ['outlet', 'city'] },
  { state: 'appealed', chain: chain(1, 2, 0, 2), place: places, to: ['outlet', 'head'] },
  { state: 'raised', chain: chain(1, 2, 1, 2), place: { handledBy: 'city', reviewedBy: 'head' }, to: ['head', 'head'] },
  {
    state: 'reported',
    chain: chain(1, 2, 1, 2),
    place: { handledBy: 'head', reviewedBy: 'head' },
    to: ['head', 'head'],
  },
] as const)(
  'overdue while $state, $place goes to $to',
  ({ state, chain: links, place, to: [handledBy, reviewedBy] }) => {
    expect(escalated(links, place, state)).toEqual({ handledBy, reviewedBy })
  },
)
