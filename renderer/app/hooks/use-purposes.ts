import { Form, type FormInstance } from 'antd'
import { useEffect, useEffectEvent } from 'react'
import { type Purpose, purposesOfKind, type SubjectKind } from '#contract/purpose.ts'
import { useSession } from './use-session.ts'

/** The user's purposes for the kind of subject the form holds; what was chosen for the other kind is dropped. */
export function usePurposes(form: FormInstance, drop: (purposes: Purpose[]) => void): Purpose[] {
  const { user } = useSession()
  const kind: SubjectKind = Form.useWatch(['subject', 'kind'], form) ?? firstKind(user.purposes)
  const purposes = purposesOfKind(user.purposes, kind)
  const dropped = useEffectEvent(() => drop(purposes))
  // biome-ignore lint/correctness/useExhaustiveDependencies: the kind is what it waits for.
  useEffect(() => dropped(), [kind])
  return purposes
}

export function firstKind(purposes: readonly Purpose[]): SubjectKind {
  return purposesOfKind(purposes, 'personal').length > 0 || purposes.length === 0 ? 'personal' : 'corporate'
}
