namespace Smart.Local.Cli;

/// <summary>What the command line ends with.</summary>
public static class ExitCodes
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Something failed.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>What was given was read and refused.</summary>
    public const int Refused = 3;
}
