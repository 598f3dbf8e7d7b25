using System.Globalization;

namespace Smart.Local.Storage.Memory.Tables;

/// <summary>Reads OData filters as the table service takes them: comparisons of a column with a value, and, or, not, parentheses.</summary>
internal sealed class FilterParser
{
    private readonly FilterText _text;

    private FilterParser(string text) => _text = new FilterText(text);

    /// <summary>The condition that a text says; everything when there is none.</summary>
    /// <exception cref="FormatException">The text is no filter.</exception>
    public static TableFilter Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return new TableFilter.Constant(Value: true);
        var parser = new FilterParser(text);
        var filter = parser.Either();
        return parser._text.Next().Kind == FilterTokenKind.End ? filter : throw new FormatException($"'{text}' goes on after its end.");
    }

    private TableFilter Either()
    {
        var filter = Both();
        while (Takes("or")) filter = new TableFilter.Either(filter, Both());
        return filter;
    }

    private TableFilter Both()
    {
        var filter = Unary();
        while (Takes("and")) filter = new TableFilter.Both(filter, Unary());
        return filter;
    }

    private TableFilter Unary() => Takes("not") ? new TableFilter.Not(Group()) : Group();

    private TableFilter Group()
    {
        if (_text.Peek().Kind != FilterTokenKind.Open) return Comparison();
        _text.Next();
        var inner = Either();
        return _text.Next().Kind == FilterTokenKind.Close ? inner : throw new FormatException("A parenthesis is not closed.");
    }

    private TableFilter Comparison()
    {
        var left = _text.Next();
        if (OperatorOf(_text.Peek()) is not { } comparison)
            return left.Is("true") || left.Is("false") ? new TableFilter.Constant(left.Is("true")) : throw Unreadable(left);
        _text.Next();
        var right = _text.Next();
        return (ValueOf(left), ValueOf(right)) switch
        {
            (null, { } value) when left.Kind == FilterTokenKind.Word => new TableFilter.Comparison(left.Text, comparison, value),
            ({ } value, null) when right.Kind == FilterTokenKind.Word => new TableFilter.Comparison(right.Text, Mirrored(comparison), value),
            _ => throw Unreadable(right),
        };
    }

    private bool Takes(string word)
    {
        if (!_text.Peek().Is(word)) return false;
        _text.Next();
        return true;
    }

    private static ComparisonOperator? OperatorOf(FilterToken token) => token.Kind != FilterTokenKind.Word ? null : token.Text.ToUpperInvariant() switch
    {
        "EQ" => ComparisonOperator.Equal,
        "NE" => ComparisonOperator.NotEqual,
        "GT" => ComparisonOperator.Greater,
        "GE" => ComparisonOperator.GreaterOrEqual,
        "LT" => ComparisonOperator.Less,
        "LE" => ComparisonOperator.LessOrEqual,
        _ => null,
    };

    private static ComparisonOperator Mirrored(ComparisonOperator comparison) => comparison switch
    {
        ComparisonOperator.Greater => ComparisonOperator.Less,
        ComparisonOperator.GreaterOrEqual => ComparisonOperator.LessOrEqual,
        ComparisonOperator.Less => ComparisonOperator.Greater,
        ComparisonOperator.LessOrEqual => ComparisonOperator.GreaterOrEqual,
        _ => comparison,
    };

    /// <summary>The value a piece stands for; null for a column.</summary>
    private static object? ValueOf(FilterToken token) => token.Kind switch
    {
        FilterTokenKind.Quoted => token.Prefix.ToUpperInvariant() switch
        {
            "" => token.Text,
            "DATETIME" => DateTimeOffset.Parse(token.Text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
            "GUID" => Guid.Parse(token.Text),
            "X" or "BINARY" => Convert.FromHexString(token.Text),
            _ => throw Unreadable(token),
        },
        FilterTokenKind.Word => WordValueOf(token),
        _ => throw Unreadable(token),
    };

    private static object? WordValueOf(FilterToken token)
    {
        if (token.Is("true") || token.Is("false")) return token.Is("true");
        if (token.Text[0] is not '-' && !char.IsAsciiDigit(token.Text[0])) return null;
        if (token.Text.EndsWith('L')) return long.Parse(token.Text[..^1], CultureInfo.InvariantCulture);
        return int.TryParse(token.Text, CultureInfo.InvariantCulture, out var number) ? (object)number : double.Parse(token.Text, CultureInfo.InvariantCulture);
    }

    private static FormatException Unreadable(FilterToken token) => new($"A filter cannot hold '{token.Prefix}{token.Text}' there.");
}
