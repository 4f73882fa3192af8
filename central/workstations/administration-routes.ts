import type { FastifyInstance } from 'fastify'
import type { SignatureService } from '#central/identity/signature-service.ts'
import { serve } from '#central/plugins/serve.ts'
import {
  deleteAssignment,
  getBindingFile,
  getWorkstation,
  getWorkstations,
  postAddresses,
  postApproval,
  postAssignment,
  postEnrolmentCodes,
  postEnrolmentFile,
  postHardware,
  postRefusal,
  postRevocation,
} from '#contract/http/workstation.ts'
import { postKeyDemand } from '#contract/http/workstation-key.ts'
import { addressesOperation, approvalOperation, hardwareOperation } from '#contract/workstation-administration.ts'
import type { WorkstationAdministrationService } from './administration-service.ts'
import { administratorOf } from './administrator.ts'
import type { AssignmentAdministrationService } from './assignment-administration-service.ts'
import type { EnrolmentFileService } from './enrolment-file-service.ts'
import type { WorkstationReadingService } from './workstation-reading-service.ts'

export interface AdministrationServices {
  readonly signatures: SignatureService
  readonly workstationReading: WorkstationReadingService
  readonly workstationAdministration: WorkstationAdministrationService
  readonly assignments: AssignmentAdministrationService
  readonly enrolmentFiles: EnrolmentFileService
}

export function administrationRoutes(app: FastifyInstance, services: AdministrationServices): void {
  const { signatures, workstationReading: reading, workstationAdministration: administration, assignments } = services
  const { enrolmentFiles } = services

  serve(app, getWorkstations, ({ caller }) => reading.list(administratorOf(caller)))
  serve(app, getWorkstation, ({ params, caller }) => reading.read(params.id, administratorOf(caller)))
  serve(app, postEnrolmentCodes, ({ body, caller }) => administration.issueCodes(body, administratorOf(caller)))
  serve(app, postEnrolmentFile, ({ body, caller }) => enrolmentFiles.open(body.content, administratorOf(caller)))
  serve(app, getBindingFile, ({ params, caller }) => enrolmentFiles.bindingFile(params.id, administratorOf(caller)))
  serve(app, postApproval, async ({ params: { id }, body: { addresses, signature }, caller }) => {
    const by = administratorOf(caller)
    const { thumbprint } = await reading.read(id, by)
    const challenge = await signatures.confirm(approvalOperation(id, thumbprint, addresses), signature, caller)
    await administration.approve(id, { addresses, challenge }, by)
    return {}
  })
  serve(app, postAddresses, async ({ params: { id }, body: { addresses, signature }, caller }) => {
    const challenge = await signatures.confirm(addressesOperation(id, addresses), signature, caller)
    await administration.changeAddresses(id, { addresses, challenge }, administratorOf(caller))
    return {}
  })
  serve(app, postHardware, async ({ params: { id }, body: { changed, signature }, caller }) => {
    const by = administratorOf(caller)
    const { thumbprint } = await reading.read(id, by)
    const challenge = await signatures.confirm(hardwareOperation(id, thumbprint, changed), signature, caller)
    await administration.acceptHardware(id, { changed, challenge }, by)
    return {}
  })
  serve(app, postRefusal, async ({ params, body, caller }) => {
    await administration.refuse(params.id, body.reason, administratorOf(caller))
    return {}
  })
  serve(app, postRevocation, async ({ params, body, caller }) => {
    await administration.revoke(params.id, body.reason, administratorOf(caller))
    return {}
  })
  serve(app, postKeyDemand, async ({ params, caller }) => {
    await administration.demandKey(params.id, administratorOf(caller))
    return {}
  })
  serve(app, postAssignment, async ({ params, body, caller }) => {
    const { employeeId, endsAt } = body
    await assignments.assign(params.id, { employeeId, endsAt: new Date(endsAt) }, administratorOf(caller))
    return {}
  })
  serve(app, deleteAssignment, async ({ params, caller }) => {
    await assignments.unassign(params.id, params.assignmentId, administratorOf(caller))
    return {}
  })
}
