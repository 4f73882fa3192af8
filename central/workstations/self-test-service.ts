/** How the service sees a PC, for the self-test IT runs there. */

import type { Peer } from '#central/caller.ts'
import type { Clock } from '#central/clock.ts'
import type { PolicyService } from '#central/policy/policy-service.ts'
import type { SelfTestView } from '#contract/self-test.ts'
import { isInRanges } from './address-range.ts'
import type { WorkstationService } from './workstation-service.ts'

export interface SelfTestService {
  viewOf(peer: Peer): Promise<SelfTestView>
}

export interface SelfTestDependencies {
  readonly workstations: Pick<WorkstationService, 'stateOf'>
  readonly policy: Pick<PolicyService, 'current'>
  readonly clock: Clock
}

export function createSelfTestService({ workstations, policy, clock }: SelfTestDependencies): SelfTestService {
  return {
    async viewOf(peer) {
      const { address } = peer
      const state = await workstations.stateOf(peer)
      const at = clock().toISOString()
      // A stranger learns his own address and the time, nothing of the policy.
      if (state.status !== 'approved') return { at, address, isAddressBound: null, capture: null }
      const { capture } = (await policy.current()).body.viewing
      return { at, address, isAddressBound: isInRanges(address, state.binding.addresses), capture }
    },
  }
}
