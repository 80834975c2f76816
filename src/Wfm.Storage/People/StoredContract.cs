using NodaTime;
using Wfm.Domain;

namespace Wfm.Storage;

/// <summary>A contract as stored, its work rules as JSON.</summary>
public sealed class StoredContract : IRowVersioned
{
    /// <param name="unit">Whose.</param>
    /// <param name="contract">What to store.</param>
    public StoredContract(BusinessUnitId unit, Contract contract)
    {
        ArgumentNullException.ThrowIfNull(contract);
        BusinessUnitId = unit;
        Code = contract.Id;
        Take(contract);
    }

    private StoredContract()
    {
    }

    /// <summary>Whose.</summary>
    public BusinessUnitId BusinessUnitId { get; private set; }

    /// <summary>The code, unique in the unit.</summary>
    public ContractId Code { get; private set; }

    /// <summary>Share of full time.</summary>
    public double ShareFraction { get; private set; }

    /// <summary>Hours a week owed.</summary>
    public Duration HoursPerWeek { get; private set; }

    /// <summary>How far the running total may be from what is owed at the end of any week.</summary>
    public Duration WeekBand { get; private set; }

    /// <summary>How far the total may be from what is owed at the end of the period.</summary>
    public Duration PeriodTolerance { get; private set; }

    /// <summary>The work rules as JSON; see <see cref="WorkRulesJson"/>.</summary>
    public string RulesJson { get; private set; } = "";

    /// <inheritdoc/>
    public int RowVersion { get; private set; }

    /// <summary>Takes over changed settings.</summary>
    /// <param name="contract">The contract as it should be from now on.</param>
    public void Take(Contract contract)
    {
        ArgumentNullException.ThrowIfNull(contract);
        ShareFraction = contract.ShareFraction;
        HoursPerWeek = contract.HoursPerWeek;
        WeekBand = contract.WeekBand;
        PeriodTolerance = contract.PeriodTolerance;
        RulesJson = WorkRulesJson.Write(contract.Rules);
    }

    /// <summary>The contract in the words of the domain.</summary>
    public Contract ToDomain() =>
        new(Code, ShareFraction, HoursPerWeek, WeekBand, PeriodTolerance, WorkRulesJson.Read(RulesJson));
}
