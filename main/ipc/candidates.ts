import type { Endpoint } from '#contract/http/endpoint.ts'
import {
  apply,
  enterAsCandidate,
  handInPaper,
  isCandidate,
  leaveAsCandidate,
  readCandidate,
  saveAnswer,
  startPaper,
} from '#contract/ipc/admission.ts'
import type { Relay } from '#contract/ipc/relay.ts'
import type { CallInput } from '#main/service/service-client.ts'
import type { CandidateService } from '#main/session/candidate-service.ts'
import type { Handle } from './handle.ts'

/** What a candidate may ask, and nothing else. */
const relays = [readCandidate, startPaper, saveAnswer, handInPaper, apply] as unknown as readonly Relay<Endpoint>[]

export function handleCandidates(
  handle: Handle,
  { candidate, onEntered }: { candidate: CandidateService; onEntered: () => void },
): void {
  handle(enterAsCandidate, async (entry) => {
    await candidate.enter(entry)
    onEntered()
    return {}
  })
  handle(isCandidate, () => ({ isHere: candidate.isHere() }))
  handle(leaveAsCandidate, async () => {
    await candidate.leave()
    return {}
  })
  for (const relay of relays)
    handle(relay, (input) => candidate.call(relay.endpoint, input as Omit<CallInput<Endpoint>, 'token'>))
}
