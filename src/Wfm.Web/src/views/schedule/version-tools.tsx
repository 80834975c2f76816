import { useState } from 'preact/hooks';
import { ask } from '../../api/client';
import { useLoad, useSend } from '../../api/load';
import type { DayDifference, EditInfo, ScheduleInfo, ShiftInfo } from '../../api/types';
import { setQuery } from '../../app/route';
import { at } from '../../app/session';
import { Dialog } from '../../parts/dialog';
import { say } from '../../parts/said';
import { Failure, Show } from '../../parts/states';
import { day, moment, number, signed, span } from '../../words/show';
import { language, t } from '../../words/words';
import { compared } from './compared';
import type { Desk } from './desk';
import { hasPending } from './pending';
import { keyOf } from './shift';
import { Upload } from './upload';

type ToolsProps = { readonly desk: Desk; readonly all: readonly ScheduleInfo[] };

/** Undo and redo of saved steps, their history, comparing with another version, files out. */
export function VersionTools({ desk, all }: ToolsProps) {
  const [shown, setShown] = useState<'history' | 'compare' | 'upload' | null>(null);
  const send = useSend();
  const mayStep = desk.mayEdit && !desk.isPublished;
  const step = (verb: 'undo' | 'redo') => void send.run(async () => {
    await ask('POST', at(`schedules/${desk.schedule.id}/${verb}`), undefined, { ifMatch: desk.tag });
    desk.detail.again();
    say(t(verb === 'undo' ? 'edit.undone' : 'edit.redone'));
  });
  const edits = desk.detail.value?.edits ?? 0;
  return (
    <>
      {mayStep && <button type="button" disabled={send.isSending || edits === 0 || hasPending.value} onClick={() => step('undo')}>↶ {t('edit.undo')}</button>}
      {mayStep && <button type="button" disabled={send.isSending || hasPending.value} onClick={() => step('redo')}>↷ {t('edit.redo')}</button>}
      {edits > 0 && <button type="button" onClick={() => setShown('history')}>{t('edit.history')}</button>}
      {all.length > 1 && <button type="button" onClick={() => setShown('compare')}>{t('compare')}</button>}
      {desk.mayEdit && <a class="button" href={at(`schedules/${desk.schedule.id}/grid.xlsx?language=${language.value}`)} download>{t('excel')}</a>}
      {mayStep && <button type="button" disabled={hasPending.value} onClick={() => setShown('upload')}>{t('upload.open')}</button>}
      {send.failure && <Failure problem={send.failure} />}
      {shown === 'history' && <History desk={desk} close={() => setShown(null)} />}
      {shown === 'compare' && <Compare desk={desk} all={all} close={() => setShown(null)} />}
      {shown === 'upload' && <Upload desk={desk} close={() => setShown(null)} />}
    </>
  );
}

function History({ desk, close }: { readonly desk: Desk; readonly close: () => void }) {
  const edits = useLoad<readonly EditInfo[]>(at(`schedules/${desk.schedule.id}/edits`), [`schedules/${desk.schedule.id}`]);
  return (
    <Dialog title={t('edit.history')} close={close} wide>
      <Show of={edits}>
        {list => (
          <table class="full">
            <thead><tr><th class="n">{t('edit.step')}</th><th>{t('when')}</th><th>{t('who')}</th><th class="n">{t('edit.costChange')}</th><th>{t('edit.why')}</th></tr></thead>
            <tbody>
              {list.map(edit => <tr key={edit.number}><td class="n">{edit.number}</td><td>{moment(edit.at)}</td><td>{edit.who}</td><td class="n">{signed(edit.costDelta, 1)}</td><td>{edit.why} {edit.isUndone && <span class="tag soft">{t('edit.isUndone')}</span>}</td></tr>)}
            </tbody>
          </table>
        )}
      </Show>
    </Dialog>
  );
}

const told = (shift: ShiftInfo | null): string => (shift ? span(shift.start, shift.end) : t('my.free'));

function Compare({ desk, all, close }: ToolsProps & { readonly close: () => void }) {
  const others = all.filter(one => one.id !== desk.schedule.id && one.firstDay === desk.schedule.firstDay);
  const [other, setOther] = useState(desk.schedule.parent ?? others[0]?.id ?? 0);
  const differences = useLoad<readonly DayDifference[]>(other ? at(`schedules/${other}/compare/${desk.schedule.id}`) : null);
  const send = useSend();
  const restore = () => void send.run(async () => {
    const made = await ask<ScheduleInfo>('POST', at(`schedules/${other}/restore`));
    close();
    setQuery({ v: String(made.body.id) });
  });
  if (others.length === 0) return <Dialog title={t('compare')} close={close}><p>{t('compare.none')}</p></Dialog>;
  return (
    <Dialog title={t('compare')} close={close} wide>
      <div class="row">
        <label>{t('compare.with')}
          <select value={other} onChange={event => setOther(Number(event.currentTarget.value))}>
            {others.map(one => <option key={one.id} value={one.id}>{t('compare.version', { version: one.version, state: t(`schedule.state.${one.state}`), when: moment(one.createdAt) })}</option>)}
          </select>
        </label>
        {differences.value && <button type="button" onClick={() => { compared.value = { schedule: desk.schedule.id, other, days: new Set(differences.value!.map(one => keyOf(one.agent, one.date))) }; setQuery({ view: null }); close(); }}>{t('compare.mark')}</button>}
        {desk.mayEdit && <button type="button" disabled={send.isSending} onClick={restore}>{t('compare.restore')}</button>}
      </div>
      <Failure problem={send.failure} />
      <Show of={differences}>
        {list => (
          <>
            <p>{t('compare.count', { n: list.length })}</p>
            <div class="scroll table-scroll" tabIndex={0} role="region" aria-label={t('compare')}>
              <table class="full">
                <thead><tr><th>{t('name')}</th><th>{t('day')}</th><th>{t('compare.before')}</th><th>{t('compare.after')}</th></tr></thead>
                <tbody>
                  {list.slice(0, 500).map(one => <tr key={keyOf(one.agent, one.date)}><th scope="row">{desk.people.name(one.agent)}</th><td class="d">{day(one.date)}</td><td>{told(one.before)}</td><td>{told(one.after)}</td></tr>)}
                </tbody>
              </table>
            </div>
            {list.length > 500 && <p>{t('compare.first', { n: number(500) })}</p>}
          </>
        )}
      </Show>
    </Dialog>
  );
}
