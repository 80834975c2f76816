// Writes src/api/types.ts from the server's API document: one type per schema, in the document's order.
// Part of every build; the file is not kept in the repository.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const from = new URL('../../Wfm.Server/openapi.json', import.meta.url);
const to = new URL('../src/api/types.ts', import.meta.url);
const schemas = JSON.parse(readFileSync(from, 'utf8')).components.schemas;

const nameOf = ref => ref.replace('#/components/schemas/', '');

function typeOf(schema) {
  if (schema.$ref) return nameOf(schema.$ref);
  if (schema.enum) return schema.enum.map(value => (value === null ? 'null' : `'${value}'`)).join(' | ');
  const several = schema.oneOf ?? schema.anyOf;
  if (several) return several.map(typeOf).join(' | ');
  const types = [schema.type ?? 'any'].flat();
  // Numbers are written as "number or text matching a pattern"; the server writes numbers.
  const kept = types.includes('number') || types.includes('integer') ? types.filter(type => type !== 'string') : types;
  return kept.map(type => one(type, schema)).join(' | ');
}

function one(type, schema) {
  switch (type) {
    // The document leaves the items of lists of codes out; codes are text.
    case 'array': return schema.items ? `readonly (${typeOf(schema.items)})[]` : 'readonly string[]';
    case 'object': return schema.additionalProperties ? `Record<string, ${typeOf(schema.additionalProperties)}>` : schema.properties ? members(schema) : 'Record<string, unknown>';
    case 'integer': return 'number';
    case 'any': return 'unknown';
    default: return type;
  }
}

// Whether nothing may stand there is said where a value is used, so the value itself is never null.
const valueOf = schema => typeOf(schema).split(' | ').filter(type => type !== 'null').join(' | ');

// What may be left out may be null too.
const memberOf = (schema, isRequired) => {
  const type = typeOf(schema);
  return isRequired || /\bnull\b/.test(type) || type === 'boolean' ? type : `${type} | null`;
};

function members(schema) {
  const required = new Set(schema.required ?? []);
  const lines = Object.entries(schema.properties ?? {}).map(([name, member]) => `  ${name}${required.has(name) ? '' : '?'}: ${memberOf(member, required.has(name))};`);
  return `{\n${lines.join('\n')}\n}`;
}

const text = '// Made by scripts/make-api-types.mjs from openapi.json; not to be edited.\n'
  + Object.entries(schemas).map(([name, schema]) => `export type ${name} = ${schema.properties ? members(schema) : valueOf(schema)};\n`).join('\n');

// Left alone when nothing changed, so that the build sees no newer source.
if (!existsSync(to) || readFileSync(to, 'utf8') !== text) {
  writeFileSync(to, text);
}
