using Wfm.Scheduling.Search;

namespace Wfm.Scheduling.Bound;

/// <summary>The Lagrangian dual of the schedule: any price per queue and slot gives a valid lower bound on cost.</summary>
/// <remarks>
/// The link "people counted on a queue = people whose schedules serve it" is priced. What falls apart is one convex
/// table per cell and queue, minimised over whole people, and one best period per agent, found by the same pricing and
/// dynamic programme as the search with hopeful rest states, so that no rule can make the bound too high.
/// </remarks>
internal sealed partial class LagrangianDual
{
    private readonly PlanModel _model;
    private readonly DayKeys _keys;
    private readonly Twins[] _twins;
    private readonly DayPricing _pricing = new();
    private readonly PeriodProgram _program = new();
    private readonly double[] _typeValues;
    private readonly byte[] _typeQueue;
    private readonly double[] _pool;
    private readonly int[] _offsets;
    private readonly int[] _choices;
    private readonly int[] _people;
    private readonly int[] _most;
    private readonly int[] _served;
    private readonly double[] _slotValues = new double[128];
    private readonly Dictionary<(int Key, int Choice), SlotMask> _masks = [];

    public LagrangianDual(PlanModel model)
    {
        _model = model;
        _keys = new DayKeys(model);
        _twins = Twins.Of(model, _keys);
        _typeValues = new double[model.Skills.Length * model.CellCount];
        _typeQueue = new byte[model.Skills.Length * model.CellCount];
        _pool = new double[(_keys.All.Count + 1) * DayPricing.ValueCount];
        _pool.AsSpan(_keys.All.Count * DayPricing.ValueCount).Fill(double.NegativeInfinity);
        _offsets = new int[model.DayCount];
        _choices = new int[model.DayCount];
        _people = new int[model.Costs.Count];
        _served = new int[model.Costs.Count];
        _most = MostPeople(model);
    }

    /// <summary>Number of prices: one per (cell, queue).</summary>
    public int PriceCount => _people.Length;

    /// <summary>1 for centres of 250 agents and more, rising to about 2.2 for 50: where few serve, prices must travel farther (measured).</summary>
    public double Smallness => Math.Sqrt(Math.Clamp(250.0 / Math.Max(1, _model.Agents.Length), 1, 5));

    /// <summary>The bound these prices give, and where to move them.</summary>
    /// <param name="prices">Price of one unit of coverage per (cell, queue), cell-major.</param>
    /// <param name="slope">Receives people wanted by the tables less people served by the best schedules.</param>
    /// <param name="goOn">Asked before every programme; when it says no the evaluation is given up.</param>
    /// <returns>The bound, or NaN when given up.</returns>
    public double Evaluate(double[] prices, double[] slope, Func<bool> goOn)
    {
        PriceTypes(prices);
        PriceKeys();
        Array.Clear(_served);
        double worth = 0;
        foreach ((AgentModel agent, int count) in _twins)
        {
            if (!goOn())
            {
                return double.NaN;
            }

            double best = BestPeriod(agent);
            if (best > double.NegativeInfinity)
            {
                worth += count * best;
                CountServing(agent, count);
            }
        }

        return Want(prices, slope) - worth;
    }

    /// <summary>Least cost of every table with its price, over whole people; the minimum moves little between evaluations.</summary>
    private double Want(double[] prices, double[] slope)
    {
        unchecked
        {
            double total = 0;
            CostTables costs = _model.Costs;
            for (int index = 0; index < _people.Length; index++)
            {
                int people = _people[index];
                double price = prices[index];
                while (people < _most[index] && costs.Gain(index, people) > price)
                {
                    people++;
                }

                while (people > 0 && costs.Gain(index, people - 1) <= price)
                {
                    people--;
                }

                _people[index] = people;
                slope[index] = people - _served[index];
                total += costs.Cost(index, people) + price * people;
            }

            return total;
        }
    }

    private static int[] MostPeople(PlanModel model)
    {
        int[] most = new int[model.Costs.Count];
        foreach (AgentModel agent in model.Agents)
        {
            for (int day = 0; day < agent.DayCount; day++)
            {
                if (agent.Days[day] is not { } options || agent.TypeOfDay[day] < 0)
                {
                    continue;
                }

                ulong skills = model.Skills[agent.TypeOfDay[day]];
                for (int slot = 0; slot < options.Slots; slot++)
                {
                    for (int queue = 0; queue < model.QueueCount; queue++)
                    {
                        most[model.Cell(day, slot) * model.QueueCount + queue] += (int)(skills >> queue & 1);
                    }
                }
            }
        }

        return most;
    }

    private void PriceKeys()
    {
        _masks.Clear();
        for (int key = 0; key < _keys.All.Count; key++)
        {
            SlotValues(key);
            _pricing.Price(_keys.All[key].Options, _slotValues, _pool.AsSpan(key * DayPricing.ValueCount, DayPricing.ValueCount));
        }
    }

    private void PriceTypes(double[] prices)
    {
        for (int type = 0; type < _model.Skills.Length; type++)
        {
            PriceType(type, prices);
        }
    }

    /// <summary>A person's slot is worth its dearest queue among the person's skills.</summary>
    private void PriceType(int type, double[] prices)
    {
        unchecked
        {
            int queues = _model.QueueCount;
            Span<double> values = _typeValues.AsSpan(type * _model.CellCount, _model.CellCount);
            Span<byte> serves = _typeQueue.AsSpan(type * _model.CellCount, _model.CellCount);
            values.Fill(double.NegativeInfinity);
            for (int queue = 0; queue < queues; queue++)
            {
                if ((_model.Skills[type] >> queue & 1) == 0)
                {
                    continue;
                }

                for (int cell = 0, at = queue; cell < values.Length; cell++, at += queues)
                {
                    if (prices[at] > values[cell])
                    {
                        values[cell] = prices[at];
                        serves[cell] = (byte)queue;
                    }
                }
            }
        }
    }

    private void SlotValues(int key)
    {
        (int day, int type, DayOptions options) = _keys.All[key];
        Span<double> values = _slotValues.AsSpan(0, options.Slots);
        if (type < 0)
        {
            values.Clear();
            return;
        }

        _typeValues.AsSpan(type * _model.CellCount + _model.Cell(day, 0), options.Slots).CopyTo(values);
        for (SlotMask unserving = options.Unserving; !unserving.IsEmpty;)
        {
            values[SlotMask.Pop(ref unserving)] = 0;
        }
    }

    private double BestPeriod(AgentModel agent)
    {
        int[] keys = _keys.OfAgent[agent.Number];
        for (int day = 0; day < keys.Length; day++)
        {
            _offsets[day] = (keys[day] < 0 ? _keys.All.Count : keys[day]) * DayPricing.ValueCount;
        }

        return _program.Relax(agent.Relaxed ?? agent, agent.Hopeful, _pool, _offsets, _choices);
    }

    private void CountServing(AgentModel agent, int count)
    {
        unchecked
        {
            int[] keys = _keys.OfAgent[agent.Number];
            for (int day = 0; day < keys.Length; day++)
            {
                int type = agent.TypeOfDay[day];
                if (_choices[day] == PeriodProgram.Off || type < 0)
                {
                    continue;
                }

                SlotMask mask = MaskOf(keys[day], _choices[day]);
                int first = _model.Cell(day, 0);
                ReadOnlySpan<byte> serves = _typeQueue.AsSpan(type * _model.CellCount + first, _model.SlotStride);
                while (!mask.IsEmpty)
                {
                    int slot = SlotMask.Pop(ref mask);
                    _served[(first + slot) * _model.QueueCount + serves[slot]] += count;
                }
            }
        }
    }

    private SlotMask MaskOf(int key, int choice)
    {
        if (!_masks.TryGetValue((key, choice), out SlotMask mask))
        {
            SlotValues(key);
            DayOptions options = _keys.All[key].Options;
            mask = options.ServingMask(
                _pricing.Find(options, _slotValues, choice / DayPricing.PaidStride, choice % DayPricing.PaidStride));
            _masks.Add((key, choice), mask);
        }

        return mask;
    }
}
