import { createHash, randomUUID } from 'node:crypto'
import type { DutyClass } from '#contract/duty.ts'
import { postDuty } from '#contract/http/institution.ts'
import type { Device } from '#test/support/device.ts'
import { aPdf, upload } from '#test/support/scans.ts'

/** Uploads a letter of its own and gives a person a duty. */
export async function assignDuty(
  administrator: Device,
  duty: {
    institution: string
    class: DutyClass
    employeeId: string
    startsOn: string
    endsOn?: string | null
    deputyOf?: string
  },
) {
  const id = randomUUID()
  const letter = aPdf(`% duty letter ${id}\n`)
  const { id: uploadId } = await upload(administrator, letter)
  const sha256 = createHash('sha256').update(letter).digest('hex')
  const body = { id, endsOn: null, deputyOf: null, ...duty, letter: { uploadId, sha256 } }
  return { id, body, answer: await administrator.call(postDuty, { body }) }
}
