namespace Wfm.Server.Security;

/// <summary>What somebody may want to do: the rows of the role matrix.</summary>
public enum Act
{
    /// <summary>Anything that concerns only one's own account, such as logging out.</summary>
    UseOwnAccount,

    /// <summary>One's own published schedule, calendar address and inbox.</summary>
    ReadOwnSchedule,

    /// <summary>Colleagues' published schedule, classes of activity only.</summary>
    ReadColleagues,

    /// <summary>Schedules that are not published.</summary>
    ReadDrafts,

    /// <summary>Hand edits, locks, undo.</summary>
    WriteSchedule,

    /// <summary>Approving a period for the group led.</summary>
    ApprovePeriod,

    /// <summary>Wishes of an open period.</summary>
    ReadWishes,

    /// <summary>Entering wishes.</summary>
    WriteWishes,

    /// <summary>Reporting somebody sick, late or back.</summary>
    ReportPresence,

    /// <summary>Agents, skills, contracts, templates, queues, targets, opening hours.</summary>
    ReadMasterData,

    /// <summary>Changing them.</summary>
    WriteMasterData,

    /// <summary>The category of an absence.</summary>
    ReadAbsenceCategory,

    /// <summary>Reading requests.</summary>
    ReadRequests,

    /// <summary>Making and withdrawing a request.</summary>
    WriteRequest,

    /// <summary>Proposing for the running of the centre what a group leader decides.</summary>
    ProposeRequest,

    /// <summary>Saying yes or no to a request.</summary>
    DecideRequest,

    /// <summary>Attaching a forecast and advice to a request.</summary>
    AdviseRequest,

    /// <summary>What a yes would cost callers.</summary>
    ReadConsequence,

    /// <summary>Forecasts, special days, requirements, targets.</summary>
    ReadForecast,

    /// <summary>Making and changing them.</summary>
    WriteForecast,

    /// <summary>Running the search and publishing.</summary>
    RunOptimiser,

    /// <summary>How the running day stands, alarms and proposals.</summary>
    ReadDay,

    /// <summary>Asking for a proposal, and saying what one may use.</summary>
    ProposeDay,

    /// <summary>Saying yes or no to changes of the running day; trafikledning only to classes a leader has delegated.</summary>
    DecideDay,

    /// <summary>Published time for payroll; why somebody is away only where <see cref="ReadAbsenceCategory"/> reaches too.</summary>
    ExportPayroll,

    /// <summary>Reports of queues and groups, and keeping some of one's own.</summary>
    ReadReports,

    /// <summary>Counting people in reports: absence, requests, adherence; never fewer than five.</summary>
    ReadPeopleReports,

    /// <summary>How runs of the night went.</summary>
    ReadRuns,

    /// <summary>Accounts, roles, keys, retention.</summary>
    Administer,

    /// <summary>Everything stored about one person.</summary>
    ExportPersonalData,

    /// <summary>Delivering intervals and states.</summary>
    PostFeed,

    /// <summary>How sources deliver and what of it is kept aside.</summary>
    ReadFeeds,

    /// <summary>Who does what right now, and what is scheduled.</summary>
    ReadAdherence,

    /// <summary>How days of single people agreed with the schedule.</summary>
    ReadAdherenceHistory,

    /// <summary>The audit log.</summary>
    ReadAudit,
}
