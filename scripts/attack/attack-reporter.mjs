/** Gathers a run of the attack list into `$ATTACK_REPORT`, one line an id. */

import { writeFileSync } from 'node:fs'

/**
 * @typedef {object} AttackResult
 * @property {string} id
 * @property {'pass' | 'fail' | 'not run'} result
 * @property {string} why
 * @property {boolean} control Whether the control's evidence was kept and shows the leak.
 */

/** A vitest reporter. */
// biome-ignore lint/style/noDefaultExport: vitest takes a reporter's file by its default export.
export default class AttackReporter {
  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   */
  onTestRunEnd(modules) {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const probes = tests.filter(({ name }) => /^[A-E]\d\d /.test(name) && !name.endsWith(' control'))
    const results = probes.map((probe) => resultOf(probe, tests)).sort((a, b) => a.id.localeCompare(b.id))
    // A file that did not load has no tests to fail.
    const broken = modules.filter((module) => module.errors().length > 0).map((module) => module.moduleId)
    const file = process.env.ATTACK_REPORT
    if (file) writeFileSync(file, JSON.stringify({ results, broken }))
  }
}

/**
 * @param {import('vitest/node').TestCase} probe
 * @param {readonly import('vitest/node').TestCase[]} tests
 * @returns {AttackResult}
 */
function resultOf(probe, tests) {
  const [id = ''] = probe.name.split(' ', 1)
  const control = tests.find(({ name }) => name === `${id} control`)
  const outcome = probe.result()
  const attack = probe.name.slice(id.length + 1)
  if (outcome.state === 'passed')
    return { id, result: 'pass', why: attack, control: control?.result().state === 'passed' }
  if (outcome.state === 'skipped')
    return { id, result: 'not run', why: outcome.note ?? 'no reason given', control: false }
  const [error] = outcome.state === 'failed' ? outcome.errors : []
  const [why = ''] = (error?.message ?? 'did not finish').split('\n')
  return { id, result: 'fail', why: `${attack}: ${why}`, control: control?.result().state === 'passed' }
}
