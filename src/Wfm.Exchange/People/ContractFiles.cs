using NodaTime;

namespace Wfm.Exchange;

/// <summary>rule_sets.csv and contracts.csv.</summary>
internal static class ContractFiles
{
    private const double FullTimeHours = 40;
    private const double DefaultBandHours = 5;
    private const double DefaultToleranceHours = 1;
    private const string Share = "a share of full time above 0 and at most 1; write 80 % as 0.80";
    private const string Hours = "a number of hours above 0, or off";

    private static readonly IReadOnlyList<ColumnWanted> RuleColumns = CsvTable.Wanted(
        ["rule_set"],
        [
            "daily_rest_hours", "day_break", "weekly_rest_hours", "week_break", "longest_work_without_rast_hours", "longest_day_hours",
            "longest_week_hours", "most_working_days_in_a_row", "fewest_days_off_in_a_row", "most_weekends",
            "averaging_weeks", "average_week_hours", "longest_average_week_hours", "longest_averaging_weeks", "called_in",
        ]);

    private static readonly IReadOnlyList<ColumnWanted> ContractColumns = CsvTable.Wanted(
        ["contract", "share"], ["hours_per_week", "week_band_hours", "period_tolerance_hours", "rule_set"]);

    /// <summary>Rule sets of the employer. An empty cell keeps the Working Hours Act's value, <c>off</c> switches the rule off.</summary>
    public static List<Located<WorkRules>> RuleSets(Stream stream, string file, ProblemList found)
    {
        using CsvTable table = CsvTable.Open(stream, file, RuleColumns, found);
        WorkRules act = WorkRules.WorkingHoursAct;
        List<Located<WorkRules>> sets = table.Collect(() => new WorkRules
        {
            Name = table.Text(table["rule_set"], "the name of a rule set"),
            DailyRest = LimitHours(table, "daily_rest_hours", act.DailyRest),
            DayBreak = IsOff(table, "day_break") ? null : table.OptionalTime(table["day_break"], "a time of day such as 00:00, or off", out _),
            WeeklyRest = LimitHours(table, "weekly_rest_hours", act.WeeklyRest),
            WeekBreak = WeekBreak(table, act.WeekBreak),
            LongestWorkWithoutRast = LimitHours(table, "longest_work_without_rast_hours", act.LongestWorkWithoutRast),
            LongestDay = LimitHours(table, "longest_day_hours", act.LongestDay),
            LongestWeek = LimitHours(table, "longest_week_hours", act.LongestWeek),
            MostWorkingDaysInARow = LimitCount(table, "most_working_days_in_a_row", act.MostWorkingDaysInARow),
            FewestDaysOffInARow = LimitCount(table, "fewest_days_off_in_a_row", act.FewestDaysOffInARow),
            MostWeekends = LimitCount(table, "most_weekends", act.MostWeekends),
            AveragingWeeks = LimitCount(table, "averaging_weeks", null),
            AverageWeek = LimitHours(table, "average_week_hours", null),
            LongestAverageWeek = LimitHours(table, "longest_average_week_hours", null),
            LongestAveragingWeeks = LimitCount(table, "longest_averaging_weeks", null),
            IsCalledIn = table.Flag(table["called_in"], false),
        });
        Duplicates.Refuse(sets, set => set.Name, "rule_set", "each rule set once", found);
        return sets;
    }

    public static List<Located<Contract>> Contracts(Stream stream, string file, IReadOnlyList<WorkRules> own, ProblemList found)
    {
        using CsvTable table = CsvTable.Open(stream, file, ContractColumns, found);
        IReadOnlyList<WorkRules> sets = [.. own, .. WorkRules.Presets];
        List<Located<Contract>> contracts = table.Collect(() => ReadContract(table, sets));
        table.RefuseEmpty();
        Duplicates.Refuse(contracts, contract => contract.Id.Value, "contract", "each contract once", found);
        return contracts;
    }

    private static Contract? ReadContract(CsvTable table, IReadOnlyList<WorkRules> sets)
    {
        string code = table.Text(table["contract"], "the code of a contract");
        double share = ReadShare(table);
        Column hoursColumn = table["hours_per_week"];
        double hours = table.Number(hoursColumn, double.Epsilon, 168, FullTimeHours * share, "hours a week above 0 and at most 168, share already taken");
        double band = table.Number(table["week_band_hours"], 0, 1000, DefaultBandHours, "a number of hours, 0 or more");
        double tolerance = table.Number(table["period_tolerance_hours"], 0, 1000, DefaultToleranceHours, "a number of hours, 0 or more");
        string ruleSet = table.OptionalText(table["rule_set"]) ?? WorkRules.WorkingHoursAct.Name;
        WorkRules? rules = sets.FirstOrDefault(set => set.Name.Equals(ruleSet, StringComparison.OrdinalIgnoreCase));
        if (rules is null)
        {
            table.Refuse(table["rule_set"], $"a rule set: {string.Join(", ", sets.Select(set => set.Name).Distinct())}");
        }

        if (!table.RowIsGood)
        {
            return null;
        }

        Contract contract = new(new ContractId(code), share, Time(hours), Time(band), Time(tolerance), rules!);
        CheckHours(table, hoursColumn, contract, hours / share);
        return contract;
    }

    private static double ReadShare(CsvTable table)
    {
        Column column = table["share"];
        ReadOnlySpan<char> cell = table.Span(column);
        bool isPercent = cell.EndsWith("%");
        bool isNumber = Numbers.TryParse(isPercent ? cell[..^1].Trim() : cell, out double share);
        double fraction = isPercent ? share / 100 : share;
        if (!isNumber || fraction is not (> 0 and <= 1))
        {
            table.Refuse(column, Share);
        }

        return fraction;
    }

    private static void CheckHours(CsvTable table, Column column, Contract contract, double fullTimeHours)
    {
        WorkRules rules = contract.Rules;
        if (contract.HoursPerWeek > rules.LongestWeek)
        {
            table.Refuse(column, $"at most {Shown(rules.LongestWeek)} hours a week, the longest week of rule set {rules.Name}");
        }
        else if (contract.HoursPerWeek > rules.LongestDay * 7)
        {
            table.Refuse(column, $"at most {Shown(rules.LongestDay * 7)} hours a week, seven of the longest days of rule set {rules.Name}");
        }
        else if (fullTimeHours > FullTimeHours + 0.5)
        {
            string stated = FormattableString.Invariant($"{contract.HoursPerWeek.TotalHours:0.##} hours at share {contract.ShareFraction:0.##}");
            table.Warn(column, $"{stated} make more than a full week of 40; the share is already taken in this column");
        }
    }

    private static bool IsOff(CsvTable table, string name) => table.Span(table[name]) is "off" or "none" or "-" or "av";

    private static Duration? LimitHours(CsvTable table, string name, Duration? usual)
    {
        if (IsOff(table, name))
        {
            return null;
        }

        return table.OptionalNumber(table[name], double.Epsilon, 168, Hours) is { } hours ? Time(hours) : usual;
    }

    private static int? LimitCount(CsvTable table, string name, int? usual) => IsOff(table, name)
        ? null
        : table.OptionalWhole(table[name], 0, 366, "a whole number, 0 or more, or off") ?? usual;

    private static IsoDayOfWeek? WeekBreak(CsvTable table, IsoDayOfWeek? usual)
    {
        if (IsOff(table, "week_break"))
        {
            return null;
        }

        Column column = table["week_break"];
        IReadOnlyList<IsoDayOfWeek> days = table.WeekdaysOf(column, usual is { } day ? [day] : []);
        if (days.Count > 1)
        {
            table.Refuse(column, "one weekday such as mon, or off for any seven days");
        }

        return days.Count == 1 ? days[0] : usual;
    }

    private static string Shown(Duration? limit) => FormattableString.Invariant($"{limit?.TotalHours:0.##}");

    private static Duration Time(double hours) => Duration.FromHours(hours);
}
