namespace Smart.Local.Bench;

/// <summary>What <c>./smart bench runtime</c> measured. Only the ratios can be compared between machines.</summary>
/// <param name="Episodes">Steps of orchestrations.</param>
/// <param name="Replay">A step at growing lengths of history.</param>
/// <param name="FanOut">An activity at growing numbers asked for at once.</param>
/// <param name="Broker">Messages through a queue.</param>
/// <param name="Sleep">Orchestrations that sleep.</param>
/// <param name="Seconds">How long all of it took.</param>
public sealed record RuntimeFigures(EpisodeFigures Episodes, Growth Replay, Growth FanOut, BrokerFigures Broker, SleepFigures Sleep, double Seconds);

/// <summary>Episodes a second: an episode takes in an activity's result and asks for the next.</summary>
/// <param name="Memory">In the memory store.</param>
/// <param name="Azurite">In a table of Azurite.</param>
/// <param name="Raw">The writes alone that an episode makes, at the same concurrency: one row, then a transaction of three.</param>
public sealed record EpisodeFigures(double Memory, double Azurite, double Raw)
{
    /// <summary>How many episodes the memory store runs for one on Azurite.</summary>
    public double MemoryToAzurite => Memory / Azurite;

    /// <summary>Which part of the raw rate the engine reaches.</summary>
    public double AzuriteToRaw => Azurite / Raw;
}

/// <summary>Messages a second: sent, delivered to a function, completed.</summary>
/// <param name="Messages">Through the broker.</param>
/// <param name="Raw">The writes alone that a message makes, at the same concurrency: an insert and a replacement.</param>
public sealed record BrokerFigures(double Messages, double Raw)
{
    /// <summary>Which part of the raw rate the broker reaches.</summary>
    public double ToRaw => Messages / Raw;
}

/// <summary>Managed bytes of an orchestration that waits for a timer and an event.</summary>
/// <param name="Instances">How many slept.</param>
/// <param name="Bytes">Each, its history let go of.</param>
/// <param name="BytesWithHistory">Each, its history in memory.</param>
public sealed record SleepFigures(int Instances, double Bytes, double BytesWithHistory)
{
    /// <summary>What a history in memory costs, as a factor.</summary>
    public double HistoryFactor => BytesWithHistory / Bytes;
}

/// <summary>A cost, in processor time, measured at sizes that double.</summary>
/// <param name="Points">Size and microseconds.</param>
public sealed record Growth(IReadOnlyList<GrowthPoint> Points)
{
    /// <summary>What one more multiplies to in the long run: the factor of the last doubling.</summary>
    public double LastDoubling => Points[^1].Microseconds / Points[^2].Microseconds;

    /// <summary>The slope of the line through the points (least squares), in microseconds for one more.</summary>
    public double Slope => Points.Sum(point => (point.Size - MeanSize) * (point.Microseconds - MeanMicroseconds)) / Points.Sum(point => Square(point.Size - MeanSize));

    /// <summary>Where that line begins, in microseconds.</summary>
    public double Intercept => MeanMicroseconds - (Slope * MeanSize);

    /// <summary>How well the line fits: 1 is a straight line.</summary>
    public double Fit
    {
        get
        {
            var off = Points.Sum(point => Square(point.Microseconds - Intercept - (Slope * point.Size)));
            return 1 - (off / Points.Sum(point => Square(point.Microseconds - MeanMicroseconds)));
        }
    }

    private double MeanSize => Points.Average(point => point.Size);

    private double MeanMicroseconds => Points.Average(point => point.Microseconds);

    private static double Square(double value) => value * value;
}

/// <summary>A cost at a size.</summary>
/// <param name="Size">The size.</param>
/// <param name="Microseconds">The cost.</param>
public sealed record GrowthPoint(int Size, double Microseconds);
