import { ask } from '../../api/client';
import { useLoad, useSend } from '../../api/load';
import type { PageOfRequestView, RequestView } from '../../api/types';
import { at, session } from '../../app/session';
import { Failure, Show } from '../../parts/states';
import { moment, when } from '../../words/show';
import { t } from '../../words/words';
import { extraTimeOf } from '../requests/extra-time';

export const toneOf = (status: RequestView['status']): string => (status === 'approved' ? 'good' : status === 'denied' ? 'bad' : status === 'sent' || status === 'waiting' ? 'warn' : 'soft');

export function nameOf(request: RequestView): string {
  return request.kind === 'absence' && request.category ? t(`category.${request.category}`) : t(`kind.${request.kind}`);
}

/** What one has asked for and what came of it. */
export function MyRequests() {
  const page = useLoad<PageOfRequestView>(at('requests?limit=100'), ['requests']);
  return (
    <section>
      <h2>{t('my.requests')}</h2>
      <Show of={page}>
        {value => {
          const newest = [...value.items].sort((one, other) => other.id - one.id);
          return newest.length === 0 ? <p class="soft">{t('my.noRequests')}</p> : <ul class="bare own-requests">{newest.map(request => <Own key={request.id} request={request} changed={page.again} />)}</ul>;
        }}
      </Show>
    </section>
  );
}

function Own({ request, changed }: { readonly request: RequestView; readonly changed: () => void }) {
  const send = useSend();
  const isOpen = request.status === 'sent' || request.status === 'waiting' || request.status === 'draft';
  const isAskedOfMe = request.kind === 'swap' && request.agents[0] !== session.value?.agent && !request.acceptedAt && isOpen;
  const act = (verb: string) => void send.run(async () => {
    await ask('POST', at(`requests/${request.id}/${verb}`), {});
    changed();
  });
  return (
    <li>
      <div><strong>{nameOf(request)}</strong> {when(request.start, request.end)}</div>
      <div class="row">
        <span class={`tag ${toneOf(request.status)}`}>{t(`status.${request.status}`)}</span>
        {request.status === 'sent' && request.outlook && <span class={`tag ${request.outlook.colour === 'green' ? 'good' : 'warn'}`}>{t(`outlook.short.${request.outlook.colour}`)}</span>}
        {isOpen && <small>{t('my.answerBy', { when: moment(request.decideBy) })}</small>}
        {isAskedOfMe && <button type="button" class="main" disabled={send.isSending} onClick={() => act('accept')}>{t('my.acceptSwap')}</button>}
        {isOpen && !isAskedOfMe && <button type="button" disabled={send.isSending} onClick={() => act('withdraw')}>{t('my.withdraw')}</button>}
      </div>
      {extraTimeOf(request.outlook?.overtime) && <p>{extraTimeOf(request.outlook?.overtime)}</p>}
      {request.decision?.reason && <p>{request.decision.reason}</p>}
      {request.decision?.obstacles?.nearest?.start && request.decision.obstacles.nearest.end && (
        <p>{t('my.nearest', { when: when(request.decision.obstacles.nearest.start, request.decision.obstacles.nearest.end) })}</p>
      )}
      <Failure problem={send.failure} />
    </li>
  );
}
