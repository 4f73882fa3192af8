/** Attendance up the tree: each institution with everything below it. */

import type { Institution } from '#contract/institution.ts'
import type { Trainee, TrainingRollUp } from '#contract/training.ts'

type Figures = Pick<TrainingRollUp, 'users' | 'completed' | 'dueSoon' | 'overdue'>

/** @param tree Parents before children. Somebody with several courses counts once for each. */
export function rollUp(tree: readonly Institution[], trainees: readonly Trainee[]): TrainingRollUp[] {
  const figures = new Map<string, Figures>(tree.map(({ code }) => [code, ownFigures(code, trainees)]))
  for (const { code, parent } of tree.toReversed()) {
    const [own, above] = [figures.get(code), parent === null ? undefined : figures.get(parent)]
    if (own && above && parent !== null) figures.set(parent, sum(above, own))
  }
  return tree
    .filter(({ closedOn }) => closedOn === null)
    .map(({ code, name, parent }) => ({
      institution: { code, name, parent },
      ...(figures.get(code) ?? ownFigures(code, [])),
    }))
}

function ownFigures(code: string, trainees: readonly Trainee[]): Figures {
  const mine = trainees.filter(({ institution }) => institution.code === code)
  const count = (wanted: Trainee['state']) => mine.filter(({ state }) => state === wanted).length
  return { users: mine.length, completed: count('completed'), dueSoon: count('due-soon'), overdue: count('overdue') }
}

function sum(a: Figures, b: Figures): Figures {
  return {
    users: a.users + b.users,
    completed: a.completed + b.completed,
    dueSoon: a.dueSoon + b.dueSoon,
    overdue: a.overdue + b.overdue,
  }
}
