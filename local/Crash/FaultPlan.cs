using Smart.Local.Runtime;

namespace Smart.Local.Crash;

/// <summary>How a run is disturbed at an effect.</summary>
public enum CrashMode
{
    /// <summary>The process ends just before the effect.</summary>
    Before,

    /// <summary>The process ends just after the effect took place.</summary>
    After,

    /// <summary>The effect took place, its answer is lost, and the process lives.</summary>
    AnswerLost,
}

/// <summary>The faults of one run.</summary>
/// <param name="Effect">The number of the effect; 0: none.</param>
/// <param name="Mode">What happens at it.</param>
/// <param name="Message">The number of a message, from 1; 0: none.</param>
/// <param name="Fate">What becomes of it.</param>
public sealed record FaultPlan(int Effect, CrashMode Mode, int Message = 0, MessageFate? Fate = null)
{
    /// <summary>No fault at all.</summary>
    public static FaultPlan None { get; } = new(0, CrashMode.Before);

    /// <inheritdoc />
    public override string ToString()
    {
        var crash = Effect == 0 ? "no crash" : $"{ModeText} effect {Effect}";
        return Message == 0 ? crash : $"{crash}, message {Message} {FateText}";
    }

    private string ModeText => Mode switch
    {
        CrashMode.Before => "killed before",
        CrashMode.After => "killed after",
        CrashMode.AnswerLost => "answer lost at",
        _ => throw new InvalidOperationException($"{Mode} is not handled."),
    };

    private string FateText => Fate switch
    {
        { Copies: 0 } => "lost",
        { Copies: > 1 } => "repeated",
        { Delay.Ticks: > 0 } => "late",
        _ => "as sent",
    };
}
