package python

import (
	"sync"

	sitter "github.com/smacker/go-tree-sitter"
	grammar "github.com/smacker/go-tree-sitter/python"
)

// kind is what the grammar calls a named node. A number of our own, because
// the grammar's symbols change with each of its versions, and several symbols
// can have one name.
type kind uint8

const (
	kSkip kind = iota // a token without a name: keywords, operators, commas
	kUnknown
	// Kinds whose children are never asked for: the text says all.
	kIdentifier
	kInteger
	kFloat
	kTrue
	kFalse
	kNone
	kEllipsis
	kDottedName
	kRelativeImport
	kWildcardImport
	kPass
	kBreak
	kContinue
	kGlobal
	kNonlocal
	kTypeConversion
	kKeywordSeparator
	kPositionalSeparator
	kMatch
	kTypeAlias
	kPrint
	kExec
	lastLeaf // marks the end of those above
	kString
	kModule
	kBlock
	kExpressionStatement
	kAssignment
	kAugmentedAssignment
	kImport
	kFutureImport
	kImportFrom
	kAliasedImport
	kAssert
	kReturn
	kDelete
	kRaise
	kIf
	kElif
	kElse
	kFor
	kWhile
	kTry
	kExcept
	kFinally
	kWith
	kWithClause
	kWithItem
	kFunction
	kParameters
	kLambdaParameters
	kTypedParameter
	kDefaultParameter
	kTypedDefaultParameter
	kListSplatPattern
	kDictionarySplatPattern
	kClass
	kDecorated
	kDecorator
	kTypeParameter
	kListSplat
	kDictionarySplat
	kArgumentList
	kKeywordArgument
	kExpressionList
	kPatternList
	kTuplePattern
	kListPattern
	kAsPattern
	kAsPatternTarget
	kNamedExpression
	kNot
	kBoolean
	kBinary
	kUnary
	kComparison
	kLambda
	kYield
	kAttribute
	kSubscript
	kSlice
	kCall
	kType
	kSplatType
	kGenericType
	kUnionType
	kConstrainedType
	kMemberType
	kList
	kSet
	kTuple
	kDictionary
	kPair
	kListComprehension
	kDictionaryComprehension
	kSetComprehension
	kGenerator
	kForIn
	kIfClause
	kParenthesized
	kConditional
	kConcatenated
	kInterpolation
	kFormatSpecifier
	kAwait
)

// names gives the grammar's name of each kind.
var names = map[string]kind{
	"identifier": kIdentifier, "integer": kInteger, "float": kFloat,
	"true": kTrue, "false": kFalse, "none": kNone, "ellipsis": kEllipsis,
	"dotted_name": kDottedName, "relative_import": kRelativeImport,
	"wildcard_import": kWildcardImport, "pass_statement": kPass,
	"break_statement": kBreak, "continue_statement": kContinue,
	"global_statement": kGlobal, "nonlocal_statement": kNonlocal,
	"type_conversion": kTypeConversion, "keyword_separator": kKeywordSeparator,
	"positional_separator": kPositionalSeparator, "match_statement": kMatch,
	"type_alias_statement": kTypeAlias, "print_statement": kPrint,
	"exec_statement": kExec, "string": kString, "module": kModule,
	"block": kBlock, "expression_statement": kExpressionStatement,
	"assignment": kAssignment, "augmented_assignment": kAugmentedAssignment,
	"import_statement": kImport, "future_import_statement": kFutureImport,
	"import_from_statement": kImportFrom, "aliased_import": kAliasedImport,
	"assert_statement": kAssert, "return_statement": kReturn,
	"delete_statement": kDelete, "raise_statement": kRaise,
	"if_statement": kIf, "elif_clause": kElif, "else_clause": kElse,
	"for_statement": kFor, "while_statement": kWhile, "try_statement": kTry,
	"except_clause":  kExcept,
	"finally_clause": kFinally, "with_statement": kWith,
	"with_clause": kWithClause, "with_item": kWithItem,
	"function_definition": kFunction, "parameters": kParameters,
	"lambda_parameters": kLambdaParameters, "typed_parameter": kTypedParameter,
	"default_parameter":        kDefaultParameter,
	"typed_default_parameter":  kTypedDefaultParameter,
	"list_splat_pattern":       kListSplatPattern,
	"dictionary_splat_pattern": kDictionarySplatPattern,
	"class_definition":         kClass, "decorated_definition": kDecorated,
	"decorator": kDecorator, "type_parameter": kTypeParameter,
	"list_splat": kListSplat, "dictionary_splat": kDictionarySplat,
	"argument_list": kArgumentList, "keyword_argument": kKeywordArgument,
	"expression_list": kExpressionList, "pattern_list": kPatternList,
	"tuple_pattern": kTuplePattern, "list_pattern": kListPattern,
	"as_pattern": kAsPattern, "as_pattern_target": kAsPatternTarget,
	"named_expression": kNamedExpression, "not_operator": kNot,
	"boolean_operator": kBoolean, "binary_operator": kBinary,
	"unary_operator": kUnary, "comparison_operator": kComparison,
	"lambda": kLambda, "yield": kYield, "attribute": kAttribute,
	"subscript": kSubscript, "slice": kSlice, "call": kCall, "type": kType,
	"splat_type": kSplatType, "generic_type": kGenericType,
	"union_type": kUnionType, "constrained_type": kConstrainedType,
	"member_type": kMemberType, "list": kList, "set": kSet, "tuple": kTuple,
	"dictionary": kDictionary, "pair": kPair,
	"list_comprehension":       kListComprehension,
	"dictionary_comprehension": kDictionaryComprehension,
	"set_comprehension":        kSetComprehension,
	"generator_expression":     kGenerator, "for_in_clause": kForIn,
	"if_clause": kIfClause, "parenthesized_expression": kParenthesized,
	"conditional_expression": kConditional,
	"concatenated_string":    kConcatenated, "interpolation": kInterpolation,
	"format_expression": kInterpolation, "format_specifier": kFormatSpecifier,
	"await": kAwait,
}

// language is the grammar and, by symbol, the kind of its nodes.
type language struct {
	grammar *sitter.Language
	kinds   []byte
}

var loadLanguage = sync.OnceValue(func() *language {
	l := &language{grammar: grammar.GetLanguage()}
	l.kinds = make([]byte, l.grammar.SymbolCount())
	for i := range l.kinds {
		s := sitter.Symbol(i)
		if l.grammar.SymbolType(s) != sitter.SymbolTypeRegular {
			continue
		}
		l.kinds[i] = byte(kUnknown)
		if k, ok := names[l.grammar.SymbolName(s)]; ok {
			l.kinds[i] = byte(k)
		}
	}
	return l
})
