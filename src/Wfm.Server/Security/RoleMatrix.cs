using Wfm.Storage;

namespace Wfm.Server.Security;

/// <summary>How far a permission reaches.</summary>
public enum Reach
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>What is one's own.</summary>
    Own,

    /// <summary>The groups led, or for colleagues the own group.</summary>
    Group,

    /// <summary>The whole business unit.</summary>
    Unit,
}

/// <summary>Who may do what, and how far: the one table. What it does not name is denied.</summary>
public static class RoleMatrix
{
    /// <summary>How far a role reaches.</summary>
    /// <param name="role">The role.</param>
    /// <param name="act">What is wanted.</param>
    public static Reach Of(Role role, Act act) => role switch
    {
        Role.Medarbetare => Medarbetare(act),
        Role.Gruppledare => Gruppledare(act),
        Role.Trafikledning => Trafikledning(act),
        Role.Admin => Admin(act),
        Role.Integration => act == Act.PostFeed ? Reach.Own : Reach.None,
        _ => Reach.None,
    };

    private static Reach Medarbetare(Act act) => act switch
    {
        Act.UseOwnAccount or Act.ReadOwnSchedule or Act.ReadWishes or Act.WriteWishes or Act.ReportPresence or Act.ReadAbsenceCategory
            or Act.ReadRequests or Act.WriteRequest or Act.ReadConsequence or Act.ExportPersonalData or Act.ReadAdherence or Act.ReadAdherenceHistory => Reach.Own,
        Act.ReadColleagues => Reach.Group,
        _ => Reach.None,
    };

    private static Reach Gruppledare(Act act) => act switch
    {
        Act.UseOwnAccount or Act.ReadOwnSchedule => Reach.Own,
        Act.ReadColleagues or Act.ReadDrafts or Act.ApprovePeriod or Act.ReadWishes or Act.ReportPresence or Act.ReadMasterData
            or Act.ReadAbsenceCategory or Act.ReadRequests or Act.WriteRequest or Act.DecideRequest or Act.ReadConsequence
            or Act.ExportPayroll or Act.DecideDay or Act.ReadAdherence or Act.ReadAdherenceHistory or Act.ReadPeopleReports => Reach.Group,
        Act.ReadForecast or Act.ReadDay or Act.ReadReports => Reach.Unit,
        _ => Reach.None,
    };

    private static Reach Trafikledning(Act act) => act switch
    {
        Act.UseOwnAccount or Act.ReadOwnSchedule => Reach.Own,
        Act.ReadColleagues or Act.ReadDrafts or Act.WriteSchedule or Act.ReadWishes or Act.ReportPresence or Act.ReadMasterData or Act.WriteMasterData
            or Act.ReadRequests or Act.ProposeRequest or Act.AdviseRequest or Act.ReadConsequence or Act.ReadForecast or Act.WriteForecast or Act.RunOptimiser
            or Act.ExportPayroll or Act.ReadRuns or Act.ReadDay or Act.ProposeDay or Act.DecideDay or Act.ReadFeeds or Act.ReadAdherence
            or Act.ReadReports or Act.ReadPeopleReports => Reach.Unit,
        _ => Reach.None,
    };

    private static Reach Admin(Act act) => act switch
    {
        Act.UseOwnAccount or Act.ReadOwnSchedule => Reach.Own,
        Act.ReadMasterData or Act.ReadForecast or Act.Administer or Act.ExportPersonalData or Act.ReadAudit or Act.ReadRuns or Act.ReadFeeds => Reach.Unit,
        _ => Reach.None,
    };
}
