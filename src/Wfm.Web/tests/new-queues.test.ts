import { describe, expect, it } from 'vitest';
import type { Channel, QueueView } from '../src/api/types';
import { withoutForecast } from '../src/views/forecast/quality';

const queue = (code: string, channel: Channel): QueueView => ({ code, queue: { name: code, channel, openingHours: [], targets: [], group: null } });

describe('queues without a forecast', () => {
  it('are those somebody waits in that were not made or not tried', () => {
    const queues = [queue('växel', 'phone'), queue('skola', 'phone'), queue('chatt', 'chat'), queue('mejl', 'mail')];
    const quality = [{ queue: 'växel', outcome: 'made' }, { queue: 'chatt', outcome: 'never_open' }];
    expect(withoutForecast(queues, quality).map(one => one.code)).toEqual(['skola', 'chatt']);
  });
});
