using NodaTime;
using Wfm.Domain;

namespace Wfm.Planning;

/// <summary>Whether a contract's hours can be worked with its own shift templates: one shift a day, as long as they and the rules allow.</summary>
/// <remarks>The same rule as files of people are checked by.</remarks>
public static class ContractReach
{
    /// <summary>What is missing.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="templates">All templates of the unit.</param>
    /// <returns>What would be needed instead; nothing when the hours can be worked, or when no template is for the contract yet.</returns>
    public static Remark? Fault(Contract contract, IReadOnlyList<ShiftTemplate> templates)
    {
        ArgumentNullException.ThrowIfNull(contract);
        List<ShiftTemplate> own = [.. templates.Where(template => template.Contract is null || template.Contract == contract.Id)];
        if (own.Count == 0)
        {
            return null;
        }

        int days = Math.Min(own.SelectMany(template => template.Weekdays).Distinct().Count(), Math.Min(7, contract.Rules.MostWorkingDaysInARow ?? 7));
        Duration longest = own.Max(template => template.LongestWork);
        Duration day = Duration.Min(longest, contract.Rules.LongestDay ?? longest);
        return day * days < contract.HoursPerWeek - contract.WeekBand
            ? Remark.Of("wants-hours-in-reach", $"hours that its shift templates can give, at most {days} days of {day.TotalHours:0.##} hours a week")
            : null;
    }
}
