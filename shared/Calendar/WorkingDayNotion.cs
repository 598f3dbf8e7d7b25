namespace Smart.Shared.Calendar;

/// <summary>What counts as a working day depends on the rule that asks (rules 6.5).</summary>
public enum WorkingDayNotion
{
    /// <summary>Social law: Monday to Saturday outside legal holidays; wage terms.</summary>
    SocialLaw,

    /// <summary>Monday to Friday outside legal holidays; reminders by post, sweeps, internal terms.</summary>
    MondayToFriday,

    /// <summary>The days on which the euro payment system settles: it has holidays of its own; SEPA dates.</summary>
    Target,

    /// <summary>Judicial terms (art. 52-53 Judicial Code): no Saturday, Sunday or legal holiday as the last day.</summary>
    Procedural,
}
