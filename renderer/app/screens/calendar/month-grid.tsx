import { useTranslation } from 'react-i18next'
import type { CalendarSource, ExceptionalDay } from '#contract/calendar.ts'
import { isWeekend } from '#contract/rules/day-of-calendar.ts'

interface MonthGridProps {
  readonly year: number
  readonly exceptions: readonly ExceptionalDay[]
  readonly sources: readonly CalendarSource[]
  readonly onToggle: (day: string) => void
}

const months = Array.from({ length: 12 }, (_, month) => month)

/** The twelve months of a year; a day is a button that changes between work and rest. */
export function MonthGrid({ year, exceptions, sources, onToggle }: MonthGridProps) {
  const { t } = useTranslation()
  const exceptionOf = new Map(exceptions.map((one) => [one.day, one]))
  return (
    <>
      <div className="months">
        {months.map((month) => (
          <section key={month} aria-label={t('calendar.month', { month: month + 1 })}>
            <h2>{t('calendar.month', { month: month + 1 })}</h2>
            <div className="month">
              {(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const).map((weekday) => (
                <span key={weekday} className="muted">
                  {t(`calendar.weekday.${weekday}`)}
                </span>
              ))}
              {daysOf(year, month).map((day, index) => (
                <DayButton
                  key={day}
                  day={day}
                  column={index === 0 ? firstColumn(day) : undefined}
                  exception={exceptionOf.get(day)}
                  isDoubtful={isDoubtful(sources, day, exceptionOf.get(day))}
                  onToggle={onToggle}
                />
              ))}
            </div>
          </section>
        ))}
      </div>
      <p className="row muted">
        <span className="day day-rest">{t('calendar.legend.rest')}</span>
        <span className="day day-holiday">{t('calendar.legend.holiday')}</span>
        <span className="day day-make-up">{t('calendar.legend.makeUp')}</span>
        <span className="day day-doubtful">{t('calendar.legend.doubtful')}</span>
        {t('calendar.legend.how')}
      </p>
    </>
  )
}

interface DayButtonProps {
  readonly day: string
  readonly column: number | undefined
  readonly exception: ExceptionalDay | undefined
  readonly isDoubtful: boolean
  readonly onToggle: (day: string) => void
}

function DayButton({ day, column, exception, isDoubtful: doubtful, onToggle }: DayButtonProps) {
  const { t } = useTranslation()
  const kind = exception ? (exception.kind === 'work' ? 'make-up' : 'holiday') : isWeekend(day) ? 'rest' : 'work'
  const label = `${day} ${t(`calendar.kind.${kind}`)} ${exception?.name ?? ''}`.trim()
  return (
    <button
      type="button"
      className={`day day-${kind} ${doubtful ? 'day-doubtful' : ''}`}
      style={column === undefined ? undefined : { gridColumnStart: column }}
      title={label}
      aria-label={label}
      onClick={() => onToggle(day)}
    >
      {Number(day.slice(8))}
    </button>
  )
}

/** A source that knows the year says something else than what is about to be published. */
function isDoubtful(sources: readonly CalendarSource[], day: string, exception: ExceptionalDay | undefined): boolean {
  return sources.some(({ exceptions }) => {
    const said = exceptions?.find((one) => one.day === day)
    return exceptions !== null && said?.kind !== exception?.kind
  })
}

function daysOf(year: number, month: number): string[] {
  const length = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return Array.from({ length }, (_, day) => new Date(Date.UTC(year, month, day + 1)).toISOString().slice(0, 10))
}

/** Monday is the first column. */
function firstColumn(day: string): number {
  return ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1
}
