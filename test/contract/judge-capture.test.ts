import { expect, test } from 'vitest'
import type { CaptureFacts, CapturePolicy } from '#contract/capture.ts'
import { defaultPolicyBody } from '#contract/policy.ts'
import { judgeCapture } from '#contract/rules/judge-capture.ts'

const pc: CaptureFacts = { platform: 'win32', isProtected: true, isRemote: false, isVirtual: false }
const shipped = defaultPolicyBody.viewing.capture
const lenient: CapturePolicy = {
  unprotected: { win32: 'dense', darwin: 'allow', linux: 'allow' },
  remoteDesktop: 'dense',
  virtualMachine: 'allow',
}

test.each<{ why: string; facts: Partial<CaptureFacts>; policy: CapturePolicy; outcome: string; risks: string[] }>([
  { why: 'a protected Windows PC', facts: {}, policy: shipped, outcome: 'normal', risks: [] },
  {
    why: 'Windows must protect',
    facts: { isProtected: false },
    policy: shipped,
    outcome: 'refused',
    risks: ['unprotected'],
  },
  {
    why: 'Linux cannot protect',
    facts: { platform: 'linux', isProtected: false },
    policy: shipped,
    outcome: 'dense',
    risks: ['unprotected'],
  },
  {
    why: 'a Mac that did not',
    facts: { platform: 'darwin', isProtected: false },
    policy: shipped,
    outcome: 'dense',
    risks: ['unprotected'],
  },
  {
    why: 'over remote desktop, protected or not',
    facts: { isRemote: true },
    policy: shipped,
    outcome: 'refused',
    risks: ['remote-desktop'],
  },
  {
    why: 'in a virtual machine',
    facts: { isVirtual: true },
    policy: shipped,
    outcome: 'refused',
    risks: ['virtual-machine'],
  },
  {
    why: 'the strictest rule of two risks',
    facts: { platform: 'linux', isProtected: false, isRemote: true },
    policy: lenient,
    outcome: 'dense',
    risks: ['unprotected', 'remote-desktop'],
  },
  {
    why: 'a risk that policy does not mind',
    facts: { isVirtual: true },
    policy: lenient,
    outcome: 'normal',
    risks: ['virtual-machine'],
  },
])('$why: $outcome', ({ facts, policy, outcome, risks }) => {
  expect(judgeCapture({ ...pc, ...facts }, policy)).toEqual({ outcome, risks })
})
