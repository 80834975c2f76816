namespace Wfm.Scheduling.Cover;

/// <summary>One person in the numbers search and bound count with.</summary>
internal sealed class PersonModel
{
    public PersonModel(CoverModel model, int number)
    {
        CoverPerson person = model.Problem.People[number];
        Number = number;
        LeastUnits = (person.LeastMinutes + model.UnitMinutes - 1) / model.UnitMinutes;
        MostUnits = person.MostMinutes / model.UnitMinutes;
        LeastRun = Math.Max(1, person.LeastDaysInRow);
        MostRun = Math.Min(person.MostDaysInRow, model.Days);
        LeastOff = Math.Clamp(person.LeastDaysOffInRow, 1, model.Days);
        int weekends = model.Weekend.Where(weekend => weekend >= 0).Distinct().Count();
        MostWeekends = person.MostWeekends >= weekends ? int.MaxValue : person.MostWeekends;
        MostOfType = [.. person.MostOfType];
        Wish = new int[model.Cells];
        foreach (ShiftRequest request in model.Problem.Requests.Where(request => request.Person == number))
        {
            Wish[request.Day * model.Types + request.Type] += request.IsWanted ? -request.Weight : request.Weight;
        }

        Allowed = new bool[model.Cells];
        for (int cell = 0; cell < Allowed.Length; cell++)
        {
            Allowed[cell] = MostOfType[cell % model.Types] > 0 && !person.DaysOff.Contains(cell / model.Types);
        }

        int[] longestFirst = [.. Enumerable.Range(0, model.Types).OrderByDescending(type => model.Units[type])];
        MostUnitsIn = [.. Enumerable.Range(0, model.Days + 1).Select(days => UnitsIn(model, longestFirst, days))];
        Limited = [.. Enumerable.Range(0, model.Types).Where(type => IsLimited(model, type))];
    }

    public int Number { get; }

    public int LeastUnits { get; }

    public int MostUnits { get; }

    public int MostRun { get; }

    public int LeastRun { get; }

    public int LeastOff { get; }

    /// <summary>Most weekends; <see cref="int.MaxValue"/> where there are no more than that.</summary>
    public int MostWeekends { get; }

    public int[] MostOfType { get; }

    /// <summary>Types whose limit could bind.</summary>
    public int[] Limited { get; }

    /// <summary>Cost of working a cell by the person's wishes; negative for a wanted shift.</summary>
    public int[] Wish { get; }

    /// <summary>Whether the person may work a cell at all.</summary>
    public bool[] Allowed { get; }

    /// <summary>Paid units that fit into a stretch of so many days: the longest shifts first, each type as often as its limit lets.</summary>
    public int[] MostUnitsIn { get; }

    /// <summary>Working days that fit into a stretch, before hours and weekends are looked at.</summary>
    public int MostWorkDays(int days) =>
        days / (MostRun + LeastOff) * MostRun + Math.Min(days % (MostRun + LeastOff), MostRun);

    private bool IsLimited(CoverModel model, int type) =>
        MostOfType[type] > 0 && MostOfType[type] < Math.Min(MostWorkDays(model.Days), MostUnits / model.Units[type]);

    private int UnitsIn(CoverModel model, int[] longestFirst, int days)
    {
        (int left, int units) = (MostWorkDays(days), 0);
        foreach (int type in longestFirst)
        {
            int shifts = Math.Min(left, MostOfType[type]);
            units += shifts * model.Units[type];
            left -= shifts;
        }

        return units;
    }
}
