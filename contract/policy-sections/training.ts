import * as z from 'zod'

export const TrainingPolicy = z.strictObject({
  /** Questions of each topic of the course. */
  questionsPerTopic: z.int().min(1).max(50),
  testMinutes: z.int().min(1).max(240),
  passMark: z.int().min(1).max(100),
  attemptsPerDay: z.int().min(1).max(20),
  /** How long those in the room can sign in. */
  roomMinutes: z.int().min(1).max(600),
})
export type TrainingPolicy = z.output<typeof TrainingPolicy>

export const defaultTrainingPolicy: TrainingPolicy = {
  questionsPerTopic: 3,
  testMinutes: 20,
  passMark: 80,
  attemptsPerDay: 3,
  roomMinutes: 60,
}
