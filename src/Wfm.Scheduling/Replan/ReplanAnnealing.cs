using Wfm.Scheduling.Search;

namespace Wfm.Scheduling.Replan;

/// <summary>Small random moves of single pieces, priced exactly without being made.</summary>
/// <remarks>
/// With few people on duty the sweeps end where nobody gains alone though two would together. The temperature begins at a
/// share of the median price of a random move, so nothing depends on a centre's size or currency.
/// </remarks>
internal sealed class ReplanAnnealing(ReplanSearch search, PersonRoom[] rooms, long seed)
{
    private const int Probes = 200;
    private const double StartShare = 0.15;
    private const double EndShare = 0.01;
    private const int Stretch = 128;
    private readonly SeededRandom _random = new(seed);

    /// <summary>Tries moves; a worse end than the beginning is taken back.</summary>
    public void Run(int moves, Func<bool> goOn)
    {
        if (search.Movable.Count == 0 || moves < 1)
        {
            return;
        }

        double start = search.Cost;
        Arrangement[] kept = [.. search.Movable.Select(search.Now)];
        double scale = Scale();
        for (int move = 0; move < moves && goOn(); move += Stretch)
        {
            double temperature = scale * StartShare * Math.Pow(EndShare / StartShare, (double)move / moves);
            for (int one = 0; one < Stretch; one++)
            {
                Try(temperature);
            }
        }

        for (int index = 0; index < kept.Length && search.Cost > start; index++)
        {
            search.Set(search.Movable[index], kept[index]);
        }
    }

    private void Try(double temperature)
    {
        int person = search.Movable[_random.Below(search.Movable.Count)];
        if (Draw(person) is { } drawn)
        {
            double rise = search.CostOf(person, drawn);
            if (rise <= 0 || (rise < 20 * temperature && _random.Fraction() < Math.Exp(-rise / temperature)))
            {
                search.Set(person, drawn);
            }
        }
    }

    /// <summary>Median price of a random move; 0 where moves cost nothing.</summary>
    private double Scale()
    {
        List<double> prices = [];
        for (int probe = 0; probe < Probes; probe++)
        {
            int person = search.Movable[_random.Below(search.Movable.Count)];
            if (Draw(person) is { } drawn && drawn != search.Now(person))
            {
                prices.Add(Math.Abs(search.CostOf(person, drawn)));
            }
        }

        prices.Sort();
        return prices.Count == 0 ? 1e-9 : Math.Max(1e-9, prices[prices.Count / 2]);
    }

    /// <summary>One piece of a person put somewhere else; nothing when that does not fit the others.</summary>
    private Arrangement? Draw(int person)
    {
        PersonRoom room = rooms[person];
        PieceFrame frame = room.Frames[_random.Below(room.Frames.Length)];
        Arrangement now = search.Now(person);
        DayShift shift = now.Shift;
        if (shift.End != frame.End || frame.HasFirst != (shift.Break1 != DayShift.None) || frame.HasSecond != (shift.Break2 != DayShift.None))
        {
            return null;
        }

        Arrangement drawn = _random.Below(3 + room.MeetingSlots.Length) switch
        {
            0 => frame.HasLunch ? now with { Shift = shift with { Lunch = One(frame.Lunch) } } : now,
            1 => frame.HasFirst ? now with { Shift = shift with { Break1 = One(frame.First) } } : now,
            2 => frame.HasSecond ? now with { Shift = shift with { Break2 = One(frame.Second) } } : now,
            var piece => frame.Meetings[piece - 3].Length > 0 ? now.WithMeeting(piece - 3, One(frame.Meetings[piece - 3])) : now,
        };
        return drawn != now && Fits(room, frame, drawn) ? drawn : null;
    }

    private int One(int[] places) => places[_random.Below(places.Length)];

    private static bool Fits(PersonRoom room, PieceFrame frame, Arrangement arrangement)
    {
        DayShift shift = arrangement.Shift;
        bool apart = !frame.HasLunch
            || ((!frame.HasFirst || shift.Break1 + frame.BeforeLunch <= shift.Lunch)
                && (!frame.HasSecond || shift.Break2 >= shift.LunchEnd + frame.AfterLunch));
        for (int piece = 0; apart && piece < room.MeetingSlots.Length; piece++)
        {
            int start = arrangement.Meeting(piece);
            SlotMask meeting = SlotMask.Range(start, start + room.MeetingSlots[piece]);
            SlotMask pauses = SlotMask.Range(shift.Start, shift.End).Without(shift.DeskMask());
            apart = !meeting.Meets(pauses)
                && (piece == 0 || !meeting.Meets(SlotMask.Range(arrangement.First, arrangement.First + room.MeetingSlots[0])));
        }

        return apart;
    }
}
