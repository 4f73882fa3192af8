import { useQuery } from '@tanstack/react-query'
import { Button, Card, Form } from 'antd'
import { useTranslation } from 'react-i18next'
import { readAllowance } from '#contract/ipc/query.ts'
import { AllowanceBar } from '#renderer/app/components/allowance-bar.tsx'
import { FailureAlert } from '#renderer/app/components/failure-alert.tsx'
import { ScreenTitle } from '#renderer/app/components/screen-title.tsx'
import { useBusiness } from '#renderer/app/hooks/use-business.ts'
import { useOpenReport } from '#renderer/app/hooks/use-open-report.ts'
import { useServiceTime } from '#renderer/app/hooks/use-service-time.ts'
import { useShortcuts } from '#renderer/app/hooks/use-shortcuts.ts'
import { useStopsInForce } from '#renderer/app/hooks/use-stops-in-force.ts'
import type { ScreenProps } from '#renderer/app/place.ts'
import { valuesOf } from '#renderer/app/subject-values.ts'
import { query } from '#renderer/query.ts'
import { QueryFields } from './query-fields.tsx'
import { QueryResult } from './query-result.tsx'
import { type QueryFormValues, useAsk } from './use-ask.ts'

/** Asks for one report about one person or company, for one business, with its consent. */
export function QueryScreen({ start, go }: ScreenProps) {
  const { t } = useTranslation()
  const [form] = Form.useForm<QueryFormValues>()
  const allowance = useQuery(query(readAllowance, {}))
  const now = useServiceTime()
  const asking = useAsk()
  const opening = useOpenReport()
  const business = useBusiness(start?.reference, ({ parties: [first, ...others] }) => {
    if (first && others.length === 0) form.setFieldsValue({ subject: valuesOf(first.subject) })
  })
  // The service decides; where all are stopped there is no need to ask it.
  const isStopped = useStopsInForce().length > 0
  useShortcuts({ 'Ctrl+Enter': () => !isStopped && form.submit() })

  const changed = () => {
    asking.renew()
    opening.reset()
  }
  const clear = () => {
    form.resetFields()
    form.setFieldsValue({ reference: '', consent: undefined })
    business.forget()
    changed()
    form.focusField('reference')
  }

  return (
    <>
      <ScreenTitle title={t('query.title')}>
        <p>{t('query.intro')}</p>
      </ScreenTitle>
      <div className="two-columns">
        <Card>
          <QueryFields
            form={form}
            start={start}
            business={business}
            isPending={asking.isPending}
            onChanged={changed}
            onAsk={asking.ask}
            onUpload={(reference) => go('consent', { reference })}
          />
        </Card>
        <div className="stack side">
          <Card>
            <div className="stack">
              <FailureAlert error={allowance.error} />
              {allowance.data && now !== undefined && <AllowanceBar allowance={allowance.data} now={now} isNarrow />}
              <div className="row">
                <Button type="primary" disabled={isStopped} loading={asking.isPending} onClick={form.submit}>
                  {t(asking.isPending ? 'query.asking' : 'query.ask')}{' '}
                  <kbd className="shortcut">{t('query.askShortcut')}</kbd>
                </Button>
                <Button disabled={asking.isPending} onClick={clear}>
                  {t('query.reset')}
                </Button>
              </div>
            </div>
          </Card>
          <FailureAlert error={asking.error ?? opening.error} />
          {asking.result && (
            <QueryResult
              result={asking.result}
              isOpening={opening.isPending}
              onOpen={() => asking.result && opening.mutate(asking.result.id)}
              onAskAnew={() => asking.askAnew(form.getFieldsValue())}
              onNext={clear}
              isReleasing={asking.isReleasing}
              onRequestRelease={asking.requestRelease}
              onUseRelease={asking.useRelease}
            />
          )}
        </div>
      </div>
    </>
  )
}
