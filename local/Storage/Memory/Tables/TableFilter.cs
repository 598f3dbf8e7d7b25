namespace Smart.Local.Storage.Memory.Tables;

/// <summary>How a column is compared with a value.</summary>
internal enum ComparisonOperator
{
    /// <summary>eq</summary>
    Equal,

    /// <summary>ne</summary>
    NotEqual,

    /// <summary>gt</summary>
    Greater,

    /// <summary>ge</summary>
    GreaterOrEqual,

    /// <summary>lt</summary>
    Less,

    /// <summary>le</summary>
    LessOrEqual,
}

/// <summary>A condition on rows.</summary>
internal abstract record TableFilter
{
    /// <summary>True for a row that is wanted.</summary>
    public abstract bool Matches(IColumns row);

    /// <summary>The values of a key column among which every row that matches has its own; a superset.</summary>
    public virtual IReadOnlyList<KeySpan> Spans(string column) => KeySpan.All;

    /// <summary>Everything, or nothing.</summary>
    internal sealed record Constant(bool Value) : TableFilter
    {
        public override bool Matches(IColumns row) => Value;

        public override IReadOnlyList<KeySpan> Spans(string column) => Value ? KeySpan.All : [];
    }

    /// <summary>Both.</summary>
    internal sealed record Both(TableFilter Left, TableFilter Right) : TableFilter
    {
        public override bool Matches(IColumns row) => Left.Matches(row) && Right.Matches(row);

        public override IReadOnlyList<KeySpan> Spans(string column) => KeySpan.Shared(Left.Spans(column), Right.Spans(column));
    }

    /// <summary>One of two.</summary>
    internal sealed record Either(TableFilter Left, TableFilter Right) : TableFilter
    {
        public override bool Matches(IColumns row) => Left.Matches(row) || Right.Matches(row);

        public override IReadOnlyList<KeySpan> Spans(string column) => KeySpan.Joined(Left.Spans(column).Concat(Right.Spans(column)));
    }

    /// <summary>Not that; true for a row without the column, too.</summary>
    internal sealed record Not(TableFilter Inner) : TableFilter
    {
        public override bool Matches(IColumns row) => !Inner.Matches(row);
    }

    /// <summary>A column against a value. A row without the column, or with a value of another type, does not match, whatever the operator.</summary>
    internal sealed record Comparison(string Column, ComparisonOperator Operator, object Value) : TableFilter
    {
        public override bool Matches(IColumns row) => row.Column(Column) switch
        {
            // Not a number: different from every number, and in no order with one.
            double.NaN => Operator == ComparisonOperator.NotEqual && Value is double or int,
            var stored => Order(stored, Value) is { } order && Holds(order),
        };

        public override IReadOnlyList<KeySpan> Spans(string column) => column == Column && Value is string key ? KeySpan.Of(Operator, key) : KeySpan.All;

        private bool Holds(int order) => Operator switch
        {
            ComparisonOperator.Equal => order == 0,
            ComparisonOperator.NotEqual => order != 0,
            ComparisonOperator.Greater => order > 0,
            ComparisonOperator.GreaterOrEqual => order >= 0,
            ComparisonOperator.Less => order < 0,
            _ => order <= 0,
        };

        private static int? Order(object? stored, object wanted) => (stored, wanted) switch
        {
            (string a, string b) => string.CompareOrdinal(a, b),
            (int a, int b) => a.CompareTo(b),
            (long a, long b) => a.CompareTo(b),
            (double a, double b) => a.CompareTo(b),
            (int a, double b) => ((double)a).CompareTo(b),
            (double a, int b) => a.CompareTo(b),
            (bool a, bool b) => a.CompareTo(b),
            (DateTimeOffset a, DateTimeOffset b) => a.CompareTo(b),
            (Guid a, Guid b) => string.CompareOrdinal(a.ToString(), b.ToString()),
            (byte[] a, byte[] b) => a.AsSpan().SequenceCompareTo(b),
            _ => null,
        };

    }
}
