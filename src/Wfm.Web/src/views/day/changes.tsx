import { useLoad } from '../../api/load';
import type { ScheduleChange } from '../../api/types';
import { at } from '../../app/session';
import { addDays } from '../../time/zone';
import { day, moment } from '../../words/show';
import { t } from '../../words/words';

/** A proposal that was accepted without a reason of one's own is noted in words of the server. */
function whyOf(why: string | null): string {
  const [, cause, queues] = /^(the day falls short|room to spare): (.*)$/.exec(why ?? '') ?? [];
  return cause && queues ? t(cause === 'room to spare' ? 'changes.roomToSpare' : 'changes.dayShort', { queues }) : why ?? '';
}

/** What changed in what people were promised, how it came about, and with how much notice. */
export function Changes({ date }: { readonly date: string }) {
  const changes = useLoad<readonly ScheduleChange[]>(at(`changes?from=${addDays(date, -6)}&to=${date}`), ['schedules', 'day']);
  if (!changes.value) return null;
  return (
    <section>
      <h2>{t('changes')}</h2>
      {changes.value.length === 0 ? <p class="soft">{t('changes.none')}</p> : (
        <div class="scroll table-scroll" tabIndex={0} role="region" aria-label={t('changes')}>
          <table class="full">
            <thead><tr><th scope="col">{t('when')}</th><th scope="col">{t('changes.process')}</th><th scope="col">{t('who')}</th><th scope="col">{t('edit.why')}</th><th scope="col" class="n">{t('changes.people')}</th><th scope="col">{t('changes.first')}</th><th scope="col" class="n">{t('changes.notice')}</th></tr></thead>
            <tbody>
              {changes.value.map(one => <tr key={one.schedule}><td class="d">{moment(one.publishedAt)}</td><td>{t(`process.${one.process}`)}</td><td>{one.who}</td><td>{whyOf(one.why)}</td><td class="n">{one.people}</td><td class="d">{day(one.firstDayChanged)}</td><td class="n">{one.noticeDays}</td></tr>)}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
