import {
  getCourses,
  getMyCourses,
  getTrainingOverview,
  getTrainingRoom,
  postCourse,
  postCourseWithdrawal,
  postTrainingAnswer,
  postTrainingHandIn,
  postTrainingPaper,
  postTrainingRoom,
  postTrainingRoomEnd,
  postTrainingSignIn,
  postWatched,
  postWatchingBegin,
} from '#contract/http/training.ts'
import { relay } from '#contract/ipc/relay.ts'

export const listCourses = relay('app:training:list-courses', getCourses)
export const planCourse = relay('app:training:plan-course', postCourse)
export const withdrawCourse = relay('app:training:withdraw-course', postCourseWithdrawal)
export const readTrainingOverview = relay('app:training:read-overview', getTrainingOverview)
export const openTrainingRoom = relay('app:training:open-room', postTrainingRoom)
export const readTrainingRoom = relay('app:training:read-room', getTrainingRoom)
export const closeTrainingRoom = relay('app:training:close-room', postTrainingRoomEnd)
export const listMyCourses = relay('app:training:list-mine', getMyCourses)
export const signInToTraining = relay('app:training:sign-in', postTrainingSignIn)
export const beginWatchingVideo = relay('app:training:begin-watching', postWatchingBegin)
export const reportWatched = relay('app:training:report-watched', postWatched)
export const drawTrainingPaper = relay('app:training:draw-paper', postTrainingPaper)
export const saveTrainingAnswer = relay('app:training:save-answer', postTrainingAnswer)
export const handInTrainingPaper = relay('app:training:hand-in-paper', postTrainingHandIn)
