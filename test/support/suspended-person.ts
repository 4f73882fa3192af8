import { daysAfter, mayDo, type WayBackFacts, wayBackOf } from '#contract/rules/way-back.ts'
import { type EveryCause, isOfKind, type WayBackStep } from '#contract/suspension.ts'

const rules = { waitDays: 90, retestAttemptsPerDay: 1, passValidDays: 90 }

export type Move =
  | { readonly do: 'wait'; readonly days: number }
  | { readonly do: 'suspend'; readonly cause: EveryCause }
  | { readonly do: 'sign'; readonly by: 'first' | 'second' }
  | { readonly do: 'retest'; readonly isPassed: boolean }
  | { readonly do: 'review'; readonly decision: 'accepted' | 'refused' }
  | { readonly do: 'decide-application'; readonly isApproved: boolean }
  | { readonly do: 'decide-incident' | 'lift' | 'rehire' | 'go-on' }
  | { readonly do: 'apply' }

interface Happened {
  readonly what: string
  readonly on: string
}

/** A user and everything that was done with him; what the rule does not allow is not done. */
export class SuspendedPerson {
  facts: WayBackFacts = {
    status: 'active',
    isEmployed: true,
    causes: [],
    isSeenOnce: false,
    retest: null,
    isWritingRetest: false,
    attemptsToday: 0,
    isApplying: false,
    today: '2026-11-25',
  }
  seenBy: string | undefined
  happened: Happened[] = []
  /** What had happened when the last cause ended, with the causes that had been open in between. */
  returns: { happened: Happened[]; causes: { cause: EveryCause; since: string }[] }[] = []
  causesSince: { cause: EveryCause; since: string }[] = []

  get step() {
    return wayBackOf(this.facts, rules).step
  }

  note(what: string): void {
    this.happened.push({ what, on: this.facts.today })
  }

  end(isEnded: (cause: EveryCause) => boolean): void {
    const causes = this.facts.causes.filter(({ cause }) => !isEnded(cause))
    this.facts = { ...this.facts, causes, status: causes.length === 0 ? 'active' : 'suspended' }
    if (causes.length > 0) return
    this.returns.push({ happened: this.happened, causes: this.causesSince })
    this.happened = []
    this.causesSince = []
  }

  play(move: Move): void {
    const { facts } = this
    switch (move.do) {
      case 'wait':
        this.facts = { ...facts, today: daysAfter(facts.today, move.days), attemptsToday: 0 }
        return
      case 'suspend':
        this.suspend(move.cause)
        return
      case 'go-on':
        this.goOn()
        return
      case 'rehire':
        this.facts = { ...facts, isEmployed: true }
        return
      case 'decide-incident':
        if (this.step === 'await-decision') this.end((cause) => isOfKind(cause, 'incident'))
        return
      case 'lift':
        if (this.step === 'lift') this.end((cause) => isOfKind(cause, 'lifted') || isOfKind(cause, 'incident'))
        return
      case 'sign':
        this.sign(move.by)
        return
      default:
        this.playAdmission(move)
    }
  }

  /** Does what the step says comes next, and does it well. */
  private goOn(): void {
    const { step, daysLeft } = wayBackOf(this.facts, rules)
    if (step === 'wait') this.play({ do: 'wait', days: daysLeft })
    else if (step === 'check-identity-again' && this.seenBy === 'second') this.play({ do: 'sign', by: 'first' })
    else if (step !== 'none') this.play(next[step])
  }

  private suspend(cause: EveryCause): void {
    const { facts } = this
    if (facts.causes.some((one) => one.cause === cause)) return
    const hasIncident = isOfKind(cause, 'incident') && facts.causes.length % 2 === 0
    const opened = { cause, since: facts.today, hasIncident }
    this.causesSince.push(opened)
    this.facts = {
      ...facts,
      status: 'suspended',
      causes: [...facts.causes, opened],
      isEmployed: facts.isEmployed && cause !== 'left',
      isApplying: facts.isApplying && !isOfKind(cause, 'waiting'),
    }
  }

  private sign(by: string): void {
    if (!mayDo('sign-identity', this.step) || this.seenBy === by) return
    this.note(`seen by ${by}`)
    const isSecond = this.seenBy !== undefined
    this.seenBy = isSecond ? undefined : by
    this.facts = { ...this.facts, isSeenOnce: !isSecond }
    if (isSecond) this.end((cause) => isOfKind(cause, 'identity'))
  }

  private playAdmission(move: Extract<Move, { do: 'retest' | 'review' | 'apply' | 'decide-application' }>): void {
    const { facts, step } = this
    if (move.do === 'retest' && mayDo('write-retest', step)) {
      this.note(move.isPassed ? 'passed' : 'failed')
      const retest = { handedInOn: facts.today, isPassed: move.isPassed, review: null }
      this.facts = { ...facts, retest, attemptsToday: facts.attemptsToday + 1 }
    }
    if (move.do === 'review' && mayDo('review', step) && facts.retest) {
      this.note(move.decision)
      this.facts = { ...facts, retest: { ...facts.retest, review: move.decision } }
    }
    if (move.do === 'apply' && mayDo('apply', step)) {
      this.note('applied')
      this.facts = { ...facts, isApplying: true }
    }
    if (move.do === 'decide-application' && facts.isApplying) this.decide(move.isApproved)
  }

  private decide(isApproved: boolean): void {
    const isAllowed = mayDo('open-user', this.step)
    if (isApproved && !isAllowed) return
    this.note(isApproved ? 'approved' : 'rejected')
    this.facts = { ...this.facts, isApplying: false }
    if (isApproved) this.end(() => true)
  }
}

/** What the step says comes next, done well. */
const next: Readonly<Record<Exclude<WayBackStep, 'none' | 'wait'>, Move>> = {
  'await-decision': { do: 'decide-incident' },
  'check-identity': { do: 'sign', by: 'first' },
  'check-identity-again': { do: 'sign', by: 'second' },
  lift: { do: 'lift' },
  'await-rehire': { do: 'rehire' },
  retest: { do: 'retest', isPassed: true },
  'retest-tomorrow': { do: 'wait', days: 1 },
  review: { do: 'review', decision: 'accepted' },
  apply: { do: 'apply' },
  'await-approval': { do: 'decide-application', isApproved: true },
}
