/** Adds up what several suites came to. */

/**
 * @typedef {object} SuiteOutcome
 * @property {string} suite
 * @property {number | string} ending Exit code, or the signal that ended it.
 * @property {import('./report-file-reporter.mjs').SuiteReport | undefined} report Missing when the suite wrote none.
 */

/**
 * Why a suite counts as failed beyond its failed tests; empty for a suite that is all right.
 *
 * @param {SuiteOutcome} outcome
 * @returns {string[]}
 */
function complaints({ suite, ending, report }) {
  if (!report) return [`${suite}: no report, it ended with ${ending}`]
  const found = report.broken.map((what) => `${suite}: ${what}`)
  if (report.passed + report.failed === 0) found.push(`${suite}: no test ran`)
  if (ending !== 0 && report.failed === 0 && found.length === 0) found.push(`${suite}: it ended with ${ending}`)
  return found
}

/**
 * True when every suite ran tests and nothing failed or broke.
 *
 * @param {readonly SuiteOutcome[]} outcomes
 * @returns {boolean}
 */
export function hasPassed(outcomes) {
  const isClean = (/** @type {SuiteOutcome} */ outcome) =>
    complaints(outcome).length === 0 && outcome.report?.failed === 0
  return outcomes.length > 0 && outcomes.every(isClean)
}

/**
 * What stands before the last line: tests that did not run and why, then what broke.
 *
 * @param {readonly SuiteOutcome[]} outcomes
 * @returns {string[]}
 */
export function describeRun(outcomes) {
  const skipped = outcomes.flatMap(({ report }) => report?.skipped ?? [])
  const broken = outcomes.flatMap(complaints)
  return [
    ...section(
      'Not run:',
      skipped.map(({ test, reason }) => `${test} (${reason})`),
    ),
    ...section('Broken:', broken),
  ]
}

/**
 * @param {string} title
 * @param {readonly string[]} lines
 */
function section(title, lines) {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)]
}

/**
 * The one line that others read. What broke outside a test counts as failed, so that the line never looks better than
 * the run was.
 *
 * @param {readonly SuiteOutcome[]} outcomes
 * @returns {string}
 */
export function lastLine(outcomes) {
  const sum = (/** @type {(outcome: SuiteOutcome) => number} */ count) =>
    outcomes.reduce((total, outcome) => total + count(outcome), 0)
  const passed = sum(({ report }) => report?.passed ?? 0)
  const failed = sum((outcome) => (outcome.report?.failed ?? 0) + complaints(outcome).length)
  return `${passed} passed, ${failed} failed`
}
