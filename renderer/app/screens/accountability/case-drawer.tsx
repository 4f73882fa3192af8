import { Button, Descriptions, Drawer, Timeline } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountabilityCase, AccountabilityStepKind } from '#contract/accountability.ts'
import { shanghaiMoment } from '#renderer/shanghai-time.ts'
import { CaseStepWindow } from './case-step-window.tsx'
import { CaseTags } from './case-table.tsx'

interface CaseDrawerProps {
  readonly opened: AccountabilityCase
  readonly onChanged: () => void
  readonly onClose: () => void
}

/** One case: who answers, the measure taken with each, and what comes next. */
export function CaseDrawer({ opened, onChanged, onClose }: CaseDrawerProps) {
  const { t } = useTranslation()
  const [taking, setTaking] = useState<AccountabilityStepKind>()
  const items = [
    { key: 'institution', label: t('accountability.follower'), children: opened.institutionName },
    { key: 'state', label: t('incident.stateTitle'), children: <CaseTags opened={opened} /> },
    { key: 'due', label: t('accountability.dueOn'), children: opened.dueOn },
    { key: 'incident', label: t('accountability.incident'), children: opened.incident },
  ]
  return (
    <Drawer open size={680} title={t(`monitoring.rule.${opened.rule}.name`)} onClose={onClose}>
      <div className="stack">
        {opened.actions.length === 0 ? (
          <p className="muted">{t('incident.nothingToDo')}</p>
        ) : (
          <div className="row incident-actions">
            {opened.actions.map((kind, index) => (
              <Button key={kind} type={index === 0 ? 'primary' : 'default'} onClick={() => setTaking(kind)}>
                {t(`accountability.step.${kind}`)}
              </Button>
            ))}
          </div>
        )}
        <Descriptions column={1} size="small" items={items} />
        <div>
          <h2 className="section">{t('accountability.persons')}</h2>
          <dl className="classes">
            {opened.persons.map(({ employeeId, name, institution, class: dutyClass, measure }) => (
              <div key={`${employeeId} ${institution} ${dutyClass}`}>
                <dt>
                  {name} {employeeId}
                </dt>
                <dd>
                  {t(`institution.class.${dutyClass}`)} {institution}{' '}
                  <b>{measure ? t(`accountability.measure.${measure}`) : t('accountability.noMeasure')}</b>
                </dd>
              </div>
            ))}
          </dl>
        </div>
        <div>
          <h2 className="section">{t('incident.history')}</h2>
          <Timeline
            items={opened.steps.map(({ kind, by, at, text, person, measure }) => ({
              key: at + kind,
              content: (
                <>
                  <b>{t(`accountability.done.${kind}`)}</b> {person} {measure && t(`accountability.measure.${measure}`)}{' '}
                  <span className="muted figure">
                    {by} {shanghaiMoment(at)}
                  </span>
                  <p className="typed">{text}</p>
                </>
              ),
            }))}
          />
        </div>
      </div>
      {taking && (
        <CaseStepWindow
          kind={taking}
          opened={opened}
          onDone={() => {
            setTaking(undefined)
            onChanged()
          }}
          onCancel={() => setTaking(undefined)}
        />
      )}
    </Drawer>
  )
}
