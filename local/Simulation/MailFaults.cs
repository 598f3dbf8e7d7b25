namespace Smart.Local.Simulation;

/// <summary>What a mail provider remembers of the operation ids it was given.</summary>
public enum MailMemory
{
    /// <summary>A repeated send of an id delivers nothing and answers as the first time; ids can be looked up.</summary>
    Idempotent,

    /// <summary>A repeated send delivers again; ids can be looked up.</summary>
    LookUpOnly,

    /// <summary>A repeated send delivers again, and there is no look-up.</summary>
    Nothing,
}

/// <summary>What happens to one send.</summary>
public enum MailFault
{
    /// <summary>The provider says that it will not take the message.</summary>
    Refuse,

    /// <summary>The provider takes the message and it comes back at once.</summary>
    Bounce,

    /// <summary>The connection fails before the provider has the message.</summary>
    FailBefore,

    /// <summary>The provider has the message, and its answer is lost.</summary>
    FailAfter,

    /// <summary>The connection fails, and so does every look-up until <see cref="SimulatedMailProvider.Answer"/>.</summary>
    NoAnswer,
}
