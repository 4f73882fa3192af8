import * as z from 'zod'
import { NewDuty } from '#contract/duty.ts'
import {
  getDuties,
  getHolders,
  getInstitutions,
  postDutyEnding,
  postInstitution,
  postInstitutionClosure,
  postInstitutionMerger,
} from '#contract/http/institution.ts'
import { channel, Nothing } from '#contract/ipc/channel.ts'
import { ChosenScan } from '#contract/ipc/query.ts'
import { relay } from '#contract/ipc/relay.ts'

export const listInstitutions = relay('app:institution:list', getInstitutions)
export const openInstitution = relay('app:institution:open', postInstitution)
export const mergeInstitution = relay('app:institution:merge', postInstitutionMerger)
export const closeInstitution = relay('app:institution:close', postInstitutionClosure)
export const listDuties = relay('app:duty:list', getDuties)
export const endDuty = relay('app:duty:end', postDutyEnding)
export const readHolders = relay('app:duty:read-holders', getHolders)

/** Opens the system's dialog for the scan of a duty letter; `null` when the person cancelled. */
export const chooseLetter = channel('app:duty:choose-letter', {
  roles: ['app'],
  input: Nothing,
  output: z.strictObject({ letter: ChosenScan.nullable() }),
})

/** Uploads the letter and gives the person the duty. */
export const assignDuty = channel('app:duty:assign', {
  roles: ['app'],
  input: z.strictObject({ ...NewDuty.shape, letter: z.strictObject({ handle: z.uuid() }) }),
  output: Nothing,
})
