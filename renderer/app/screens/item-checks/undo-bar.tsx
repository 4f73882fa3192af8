import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { type Decided, undoMs } from './use-item-desk.ts'

interface UndoBarProps {
  readonly pending: Decided | undefined
  readonly done: number
  readonly onUndo: () => void
}

/** The last decision while it is not written yet, and how many there were. */
export function UndoBar({ pending, done, onUndo }: UndoBarProps) {
  const { t } = useTranslation()
  return (
    <div className="check-undo" role="status">
      <span className="muted">{t('itemCheck.done', { count: done })}</span>
      {pending && (
        <>
          <span>
            {t(`itemCheck.decided.${pending.verdict.verdict}`, { reference: pending.item.business.reference })}
          </span>
          <Button size="small" onClick={onUndo}>
            {t('itemCheck.undo', { seconds: undoMs / 1000 })} <span className="shortcut">U</span>
          </Button>
        </>
      )}
    </div>
  )
}
