namespace Wfm.Domain;

/// <summary>Where contacts of one kind wait. People have skills; calls wait in queues.</summary>
/// <param name="Id">Its code.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Channel">How its contacts arrive.</param>
/// <param name="Group">The answer group that owns it, if any.</param>
/// <param name="OpeningHours">When it takes contacts.</param>
/// <param name="Target">Its promise and how it is staffed.</param>
public sealed record Queue(
    QueueId Id, string Name, Channel Channel, GroupId? Group, OpeningHours OpeningHours, QueueTarget Target);
