/** Enrolment by files: the PC's request and its binding, carried on a USB stick. Paths stay in main. */

import * as z from 'zod'
import { channel, Nothing } from '#contract/ipc/channel.ts'
import { InstitutionCode } from '#contract/values.ts'
import { EnrolmentRequest, EnrolmentState, WorkstationId } from '#contract/workstation.ts'

const FileName = z.string().max(255)

/** At the PC: saves its request; `null` when the person cancelled. */
export const saveEnrolmentRequest = channel('app:login:save-enrolment-request', {
  roles: ['login'],
  input: z.strictObject({
    enrolmentCode: EnrolmentRequest.shape.enrolmentCode,
    institution: InstitutionCode,
  }),
  output: z.strictObject({ saved: z.strictObject({ fileName: FileName, fingerprint: z.string().max(40) }).nullable() }),
})

/** At the PC: opens its binding; `null` when the person cancelled. */
export const openBindingFile = channel('app:login:open-binding-file', {
  roles: ['login'],
  input: Nothing,
  output: z.strictObject({ enrolment: EnrolmentState.nullable() }),
})

/** At the PC, when its registration was revoked or refused: forgets the old key and begins anew. */
export const enrolAnew = channel('app:login:enrol-anew', { roles: ['login'], input: Nothing, output: EnrolmentState })

/** At an administrator's workstation: takes in a PC's request; `null` when the person cancelled. */
export const openEnrolmentRequest = channel('app:workstation:open-request', {
  roles: ['app'],
  input: Nothing,
  output: z.strictObject({ opened: z.strictObject({ id: WorkstationId }).nullable() }),
})

/** At an administrator's workstation: saves the binding of an approved PC; `null` when the person cancelled. */
export const saveBindingFile = channel('app:workstation:save-binding', {
  roles: ['app'],
  input: z.strictObject({ id: WorkstationId }),
  output: z.strictObject({ fileName: FileName.nullable() }),
})
