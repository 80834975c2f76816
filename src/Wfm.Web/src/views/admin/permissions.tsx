import { useLoad } from '../../api/load';
import type { PermissionView } from '../../api/types';
import { at } from '../../app/session';
import { Show } from '../../parts/states';
import { t, tOr } from '../../words/words';

/** Who may see and do what. */
export function Permissions() {
  const list = useLoad<readonly PermissionView[]>(at('permissions'));
  return (
    <Show of={list}>
      {all => (
        <div class="scroll table-scroll tall" tabIndex={0} role="region" aria-label={t('admin.permissions')}>
          <table class="full">
            <thead><tr><th scope="col">{t('permissions.act')}</th><th scope="col">{t('permissions.who')}</th></tr></thead>
            <tbody>
              {all.map(({ act, accounts }) => (
                <tr key={act}>
                  <th scope="row">{tOr(`act.${act}`, act)}</th>
                  <td>{accounts.map(one => `${one.login} (${one.groups.length > 0 ? one.groups.join(', ') : t(`reach.${one.reach}`)})`).join('; ') || '–'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Show>
  );
}
