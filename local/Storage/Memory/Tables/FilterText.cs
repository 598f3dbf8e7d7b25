namespace Smart.Local.Storage.Memory.Tables;

/// <summary>What a piece of a filter is.</summary>
internal enum FilterTokenKind
{
    /// <summary>A name, an operator, a number or the like.</summary>
    Word,

    /// <summary>Text in quotes, taken out of them; <see cref="FilterToken.Prefix"/> is what stood before the quote.</summary>
    Quoted,

    /// <summary>(</summary>
    Open,

    /// <summary>)</summary>
    Close,

    /// <summary>Nothing more.</summary>
    End,
}

/// <summary>A piece of a filter.</summary>
internal readonly record struct FilterToken(FilterTokenKind Kind, string Text, string Prefix = "")
{
    /// <summary>True for that word, whatever its case.</summary>
    public bool Is(string word) => Kind == FilterTokenKind.Word && Text.Equals(word, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Takes the text of a filter apart.</summary>
internal sealed class FilterText(string text)
{
    private int _at;

    /// <summary>The next piece, which stays the next.</summary>
    public FilterToken Peek()
    {
        var at = _at;
        var token = Next();
        _at = at;
        return token;
    }

    /// <summary>Takes the next piece.</summary>
    public FilterToken Next()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at])) _at++;
        if (_at == text.Length) return new FilterToken(FilterTokenKind.End, "");
        switch (text[_at])
        {
            case '(': _at++; return new FilterToken(FilterTokenKind.Open, "(");
            case ')': _at++; return new FilterToken(FilterTokenKind.Close, ")");
            case '\'': return Quoted("");
        }

        var start = _at;
        while (_at < text.Length && !char.IsWhiteSpace(text[_at]) && text[_at] is not ('(' or ')' or '\'')) _at++;
        var word = text[start.._at];
        return _at < text.Length && text[_at] == '\'' ? Quoted(word) : new FilterToken(FilterTokenKind.Word, word);
    }

    private FilterToken Quoted(string prefix)
    {
        var start = ++_at;
        while (true)
        {
            if (_at >= text.Length) throw new FormatException("A filter ends inside quotes.");
            if (text[_at] != '\'') _at++;
            else if (_at + 1 < text.Length && text[_at + 1] == '\'') _at += 2;
            else break;
        }

        var quoted = text[start.._at++].Replace("''", "'", StringComparison.Ordinal);
        return new FilterToken(FilterTokenKind.Quoted, quoted, prefix);
    }
}
