import * as itemChecks from '#contract/ipc/item-check.ts'
import * as training from '#contract/ipc/training.ts'

/** Channels of item checks and training that only ask an endpoint. */
export const checkingRelays = [
  itemChecks.takeNextItems,
  itemChecks.takeItem,
  itemChecks.readItemPage,
  itemChecks.decideItem,
  itemChecks.listItemChecks,
  itemChecks.listCheckerStatistics,
  itemChecks.listReturnedItems,
  training.listCourses,
  training.planCourse,
  training.withdrawCourse,
  training.readTrainingOverview,
  training.openTrainingRoom,
  training.readTrainingRoom,
  training.closeTrainingRoom,
  training.listMyCourses,
  training.signInToTraining,
  training.beginWatchingVideo,
  training.reportWatched,
  training.drawTrainingPaper,
  training.saveTrainingAnswer,
  training.handInTrainingPaper,
]
