/** Writes what a run came to into `$TEST_REPORT_FILE`: vitest's own JSON says neither why a test was skipped nor what broke outside one. */

import { writeFileSync } from 'node:fs'
import { relative } from 'node:path'

/**
 * @typedef {object} SuiteReport
 * @property {number} passed
 * @property {number} failed
 * @property {{ test: string, reason: string }[]} skipped
 * @property {string[]} broken Files that did not load or finish, and errors outside any test.
 */

/** A vitest reporter. */
// biome-ignore lint/style/noDefaultExport: vitest takes a reporter's file by its default export.
export default class ReportFileReporter {
  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly import('vitest').SerializedError[]} unhandledErrors
   */
  onTestRunEnd(modules, unhandledErrors) {
    const file = process.env.TEST_REPORT_FILE
    if (file) writeFileSync(file, JSON.stringify(reportOf(modules, unhandledErrors)))
  }
}

/**
 * @param {readonly import('vitest/node').TestModule[]} modules
 * @param {readonly import('vitest').SerializedError[]} unhandledErrors
 * @returns {SuiteReport}
 */
function reportOf(modules, unhandledErrors) {
  const tests = modules.flatMap((module) => [...module.children.allTests()].map((test) => ({ module, test })))
  const inState = (/** @type {string} */ state) => tests.filter(({ test }) => test.result().state === state)
  const unrun = tests.filter(({ test }) => ['skipped', 'pending'].includes(test.result().state))
  return {
    passed: inState('passed').length,
    failed: inState('failed').length,
    skipped: unrun.map(({ module, test }) => ({ test: `${nameOf(module)}: ${test.fullName}`, reason: reasonOf(test) })),
    broken: [...modules.flatMap(breakages), ...unhandledErrors.map(({ message }) => message)],
  }
}

/** @param {import('vitest/node').TestCase} test */
function reasonOf(test) {
  const result = test.result()
  if (result.state === 'pending') return 'did not finish'
  if (result.state === 'skipped' && result.note) return result.note
  return test.options.mode === 'todo' ? 'not written yet' : 'no reason given'
}

/** @param {import('vitest/node').TestModule} module */
function breakages(module) {
  const unfinished = ['pending', 'queued'].includes(module.state()) ? ['did not finish'] : []
  const suites = [...module.children.allSuites()].flatMap((suite) => suite.errors())
  const messages = [...module.errors(), ...suites].map(({ message }) => message)
  return [...unfinished, ...messages].map((message) => `${nameOf(module)}: ${message}`)
}

/** @param {import('vitest/node').TestModule} module */
function nameOf(module) {
  return relative(module.project.config.root, module.moduleId)
}
