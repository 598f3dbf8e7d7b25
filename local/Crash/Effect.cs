namespace Smart.Local.Crash;

/// <summary>Something that left the process: a write, a message, a call to a provider.</summary>
/// <param name="Number">Its place in the run, from 1.</param>
/// <param name="Kind">What kind of effect, in stable words.</param>
/// <param name="Subject">On what: a key.</param>
/// <param name="Function">The function that ran; empty outside one.</param>
/// <param name="At">When, on the clock of the runtime.</param>
public sealed record Effect(int Number, string Kind, string Subject, string Function, DateTimeOffset At)
{
    /// <summary>Whether it is the same step of the same story; keys that no run repeats are left out.</summary>
    /// <param name="other">The effect of that number in another run.</param>
    public bool IsSameStep(Effect other) => (Kind, Function, At) == (other.Kind, other.Function, other.At);

    /// <inheritdoc />
    public override string ToString() => $"#{Number,-4} {At:MM-dd HH:mm:ss} {(Function.Length == 0 ? "-" : Function),-22} {Kind}: {Subject}";
}
