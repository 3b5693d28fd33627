import type { supervise as zh } from '../zh/supervise.ts'

export const supervise: typeof zh = {
  title: 'Wallboard',
  waiting: 'Waiting',
  longest: 'Longest wait',
  inTime: 'Answered in 60 s',
  ofAnswered: '{{part}} / {{whole}}',
  inCall: 'In calls',
  arrived: 'Came today',
  answered: 'Answered',
  abandoned: 'Gave up',
  meanWait: 'Mean wait',
  submitted: 'Handed in',
  wait_good: 'Fine',
  wait_warn: 'Over 1 min',
  wait_bad: 'Over 3 min',
  belowGoal: 'Below the goal',
  aboveGoal: 'Above the goal',
  seats: 'Clerks by state',
  look: 'Look here',
  spoken: 'Waiting: {{count}}',
  updated: 'Today until {{when}}',
}
