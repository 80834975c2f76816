import { useLoad } from '../api/load';
import type { PersonInfo } from '../api/types';
import { at } from '../app/session';
import { byName } from '../words/show';

export type People = { readonly all: readonly PersonInfo[]; readonly name: (code: string) => string; readonly groupOf: (code: string) => string | undefined; readonly isLoaded: boolean };

/** The people one may see, by name; a code stands for itself until the names are there. */
export function usePeople(): People {
  const loaded = useLoad<readonly PersonInfo[]>(at('people'), ['agents']);
  const all = loaded.value ?? [];
  const byCode = new Map(all.map(person => [person.agent, person]));
  return {
    all: [...all].sort((one, other) => byName(one.name, other.name)),
    name: code => byCode.get(code)?.name ?? code,
    groupOf: code => byCode.get(code)?.group,
    isLoaded: loaded.value !== null,
  };
}
