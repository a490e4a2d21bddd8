<?php
/**
 * Plugin Name: Compliance gate
 * Description: Asks the compliance service before a post goes live, whichever way it does.
 * Version: 1.0
 * Requires at least: 5.9
 * Requires PHP: 7.4
 * License: Apache-2.0
 *
 * Install it as a must-use plugin (wp-content/mu-plugins/compliance-gate.php): nobody can switch it off by mistake.
 * wp-config.php says where the service is:
 *
 *     define( 'COMPLIANCE_URL', 'https://compliance.example.org' );
 *     define( 'COMPLIANCE_TOKEN', '…' );                 // compliance token create --role check --title TITLE
 *     define( 'COMPLIANCE_FAIL', 'closed' );             // or 'open': what happens when the service does not answer
 *     define( 'COMPLIANCE_TYPES', array( 'post' ) );     // the post types that are gated
 *
 * How a post goes live, and where it is stopped:
 *
 * - REST (the block editor, apps): refused with the findings, before anything is written.
 * - wp_insert_post (classic editor, quick edit, WP-CLI, XML-RPC, other plugins): a new post waits as "pending"; of a
 *   post that is live already, readers keep the version they have, and the change is kept as an autosave.
 * - A scheduled post: checked when it is scheduled, and again when its time has come.
 * - wp_publish_post called by other code: writes past every filter, so it is taken back to "pending" at once.
 */

namespace Compliance\Gate;

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

const LIVE = array( 'publish', 'future' );

add_filter( 'wp_insert_post_data', __NAMESPACE__ . '\\before_write', 99, 4 );
add_action( 'publish_future_post', __NAMESPACE__ . '\\before_time', 1 );
add_action( 'transition_post_status', __NAMESPACE__ . '\\after_write', 1, 3 );
add_action( 'admin_notices', __NAMESPACE__ . '\\show_notices' );
add_action(
	'init',
	static function () {
		foreach ( types() as $type ) {
			add_filter( "rest_pre_insert_{$type}", __NAMESPACE__ . '\\before_rest', 99, 2 );
		}
	}
);

/** The post types that are gated. */
function types(): array {
	return defined( 'COMPLIANCE_TYPES' ) ? (array) \COMPLIANCE_TYPES : array( 'post' );
}

/** REST: refuse with the findings, and nothing is written. */
function before_rest( $prepared, $request ) {
	if ( is_wp_error( $prepared ) ) {
		return $prepared;
	}
	$stored = empty( $prepared->ID ) ? null : get_post( $prepared->ID );
	$post   = merged( $stored, (array) $prepared );
	if ( ! in_array( $post['post_status'], LIVE, true ) ) {
		return $prepared;
	}
	$picture = isset( $request['featured_media'] ) ? (int) $request['featured_media'] : null;
	$answer  = ask( $post, $stored, $picture );
	if ( 'publish' === $answer['verdict'] ) {
		return $prepared;
	}
	return new \WP_Error( 'compliance_' . $answer['verdict'], in_words( $answer ), array( 'status' => 409, 'compliance' => $answer ) );
}

/** Everything that goes through wp_insert_post; the data is slashed, as WordPress hands it over. */
function before_write( $data, $postarr, $unsanitized = array(), $update = false ) {
	if ( ! in_array( $data['post_type'], types(), true ) || ! in_array( $data['post_status'], LIVE, true ) ) {
		return $data;
	}
	$id      = (int) ( $postarr['ID'] ?? 0 );
	$stored  = $id ? get_post( $id ) : null;
	$post    = array_merge( wp_unslash( $data ), array( 'ID' => $id ) );
	$picture = $postarr['_thumbnail_id'] ?? ( $postarr['meta_input']['_thumbnail_id'] ?? null );
	$answer  = ask( $post, $stored, null === $picture ? null : max( 0, (int) $picture ) );
	if ( 'publish' === $answer['verdict'] ) {
		return $data;
	}
	notice( $answer );
	if ( ! $stored || 'publish' !== $stored->post_status ) {
		$data['post_status'] = 'pending';
		return $data;
	}
	return kept( $data, $post, $stored );
}

/** A change of a live post that may not go out: readers keep what they have, the editor's text becomes an autosave. */
function kept( array $data, array $post, \WP_Post $stored ): array {
	require_once ABSPATH . 'wp-includes/revision.php';
	$old = wp_get_post_autosave( $stored->ID, get_current_user_id() );
	if ( $old ) {
		wp_delete_post_revision( $old->ID );
	}
	_wp_put_post_revision( $post, true );
	foreach ( array_keys( $data ) as $field ) {
		if ( isset( $stored->$field ) && 'post_modified' !== $field && 'post_modified_gmt' !== $field ) {
			$data[ $field ] = wp_slash( $stored->$field );
		}
	}
	return $data;
}

/** A scheduled post whose time has come: the world may have changed since it was scheduled. */
function before_time( $id ): void {
	$post = get_post( $id );
	if ( ! $post || 'future' !== $post->post_status || ! in_array( $post->post_type, types(), true ) ) {
		return;
	}
	if ( strtotime( $post->post_date_gmt . ' GMT' ) > time() ) {
		return;
	}
	$answer = ask( array_merge( $post->to_array(), array( 'post_status' => 'publish' ) ), $post );
	if ( 'publish' !== $answer['verdict'] ) {
		take_back( $post, $answer );
	}
}

/** The last net: code that wrote "publish" past every filter (wp_publish_post). */
function after_write( $new, $old, $post ): void {
	if ( 'publish' !== $new || 'publish' === $old || ! in_array( $post->post_type, types(), true ) ) {
		return;
	}
	$written = $post->to_array();
	if ( passed( $written ) ) {
		return;
	}
	$answer = ask( $written, null );
	if ( 'publish' !== $answer['verdict'] ) {
		take_back( $post, $answer );
	}
}

/** Whether this very text was let through since the request began; told so, it is remembered. */
function passed( array $post, bool $now = false ): bool {
	static $texts = array();
	$text = md5( $post['post_title'] . "\0" . $post['post_content'] . "\0" . $post['post_excerpt'] );
	if ( $now ) {
		$texts[ $text ] = true;
	}
	return isset( $texts[ $text ] );
}

/** Set a post to "pending", with the reason for its editors. */
function take_back( \WP_Post $post, array $answer ): void {
	global $wpdb;
	notice( $answer, (int) $post->post_author );
	$wpdb->update( $wpdb->posts, array( 'post_status' => 'pending' ), array( 'ID' => $post->ID ) );
	clean_post_cache( $post->ID );
	$from              = $post->post_status;
	$post->post_status = 'pending';
	wp_transition_post_status( 'pending', $from, $post );
}

/** The stored post with the changes. */
function merged( ?\WP_Post $stored, array $changes ): array {
	$blank = array( 'ID' => 0, 'post_status' => 'draft', 'post_type' => 'post', 'post_title' => '', 'post_content' => '', 'post_excerpt' => '', 'post_date_gmt' => '', 'post_author' => 0 );
	return array_merge( $blank, $stored ? $stored->to_array() : array(), $changes );
}

/**
 * The service's answer: verdict, findings, report_id. One question for each text: what REST has asked is not asked
 * again when the same post is written.
 */
function ask( array $post, ?\WP_Post $stored, ?int $picture = null ): array {
	static $asked = array();
	$body = wp_json_encode( as_rest( $post, $picture ), JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES );
	if ( ! is_string( $body ) ) {
		return unanswered( __( 'the post cannot be written as JSON', 'compliance-gate' ) );
	}
	$event = $stored && 'publish' === $stored->post_status ? 'update' : 'publish';
	$key   = md5( $event . wp_json_encode( array( $post['ID'], $post['post_title'], $post['post_content'], $post['post_excerpt'], $picture ) ) );
	if ( ! isset( $asked[ $key ] ) ) {
		$asked[ $key ] = posted( $event, $body );
	}
	if ( 'publish' === $asked[ $key ]['verdict'] ) {
		passed( $post, true );
	}
	return $asked[ $key ];
}

/** Send a post to the service. */
function posted( string $event, string $body ): array {
	if ( ! defined( 'COMPLIANCE_URL' ) || ! defined( 'COMPLIANCE_TOKEN' ) ) {
		return unanswered( __( 'COMPLIANCE_URL and COMPLIANCE_TOKEN are not set in wp-config.php', 'compliance-gate' ) );
	}
	$response = wp_remote_post(
		rtrim( \COMPLIANCE_URL, '/' ) . '/v1/check?event=' . $event . '&lang=' . substr( get_user_locale(), 0, 2 ),
		array(
			'timeout' => 10,
			'headers' => array(
				'Authorization' => 'Bearer ' . \COMPLIANCE_TOKEN,
				'Content-Type'  => 'application/json',
			),
			'body'    => $body,
		)
	);
	if ( is_wp_error( $response ) ) {
		return unanswered( $response->get_error_message() );
	}
	$answer = json_decode( wp_remote_retrieve_body( $response ), true );
	if ( 200 !== wp_remote_retrieve_response_code( $response ) || ! isset( $answer['verdict'] ) ) {
		return unanswered( $answer['detail'] ?? $answer['title'] ?? 'HTTP ' . wp_remote_retrieve_response_code( $response ) );
	}
	return $answer;
}

/** What counts when the service gave no verdict: held, unless the house decided otherwise. */
function unanswered( string $why ): array {
	$open = defined( 'COMPLIANCE_FAIL' ) && 'open' === \COMPLIANCE_FAIL;
	error_log( "compliance gate: no verdict ($why); " . ( $open ? 'published unchecked' : 'held' ) );
	return array( 'verdict' => $open ? 'publish' : 'hold', 'findings' => array(), 'unanswered' => $why );
}

/** A post in the shape of the REST API, before it is one. */
function as_rest( array $post, ?int $picture ): array {
	$id       = (int) $post['ID'];
	$featured = null === $picture ? ( $id ? (int) get_post_thumbnail_id( $id ) : 0 ) : $picture;
	$author   = get_userdata( (int) $post['post_author'] );
	$dates    = array_filter( array( $post['post_date_gmt'] ?? '', $post['post_modified_gmt'] ?? '' ), static fn( $date ) => '' !== $date && '0000-00-00 00:00:00' !== $date );
	$rest     = array(
		'id'           => $id,
		'type'         => $post['post_type'],
		'status'       => $post['post_status'],
		'link'         => $id ? get_permalink( $id ) : '',
		'date_gmt'     => str_replace( ' ', 'T', $dates[0] ?? gmdate( 'Y-m-d H:i:s' ) ),
		'modified_gmt' => gmdate( 'Y-m-d\TH:i:s' ),
		'title'        => array( 'raw' => $post['post_title'], 'rendered' => $post['post_title'] ),
		'content'      => array( 'raw' => $post['post_content'], 'rendered' => rendered( $post['post_content'] ) ),
		'excerpt'      => array( 'raw' => $post['post_excerpt'], 'rendered' => $post['post_excerpt'] ),
		'_embedded'    => array(
			'wp:featuredmedia' => $featured ? array_values( array_filter( array( media( $featured ) ) ) ) : array(),
			'wp:attachment'    => array_values( array_filter( array_map( __NAMESPACE__ . '\\media', inside( $post['post_content'] ) ) ) ),
			'author'           => $author ? array( array( 'name' => $author->display_name ) ) : array(),
		),
	);
	if ( ! $id ) {
		unset( $rest['id'], $rest['link'] );
	}
	return $rest;
}

/** The text as readers get it, without what other code adds to the page. */
function rendered( string $raw ): string {
	global $shortcode_tags;
	$html           = has_blocks( $raw ) ? preg_replace( '/<!--\s*\/?wp:.*?-->/s', '', $raw ) : wpautop( $raw );
	$all            = $shortcode_tags;
	$shortcode_tags = array_intersect_key( $all, array_flip( array( 'caption', 'wp_caption' ) ) );
	try {
		return do_shortcode( $html );
	} finally {
		$shortcode_tags = $all;
	}
}

/** Identifiers of the pictures that stand in a text, in their order. */
function inside( string $content ): array {
	preg_match_all( '/wp-image-(\d+)|"id":(\d+)|id="attachment_(\d+)"/', $content, $found, PREG_SET_ORDER );
	$ids = array_map( static fn( $one ) => (int) end( $one ), $found );
	if ( preg_match_all( '/\[gallery[^\]]*ids="([\d, ]+)"/', $content, $galleries ) ) {
		$ids = array_merge( $ids, array_map( 'intval', explode( ',', implode( ',', $galleries[1] ) ) ) );
	}
	return array_values( array_unique( array_filter( $ids, static fn( $id ) => wp_attachment_is_image( $id ) ) ) );
}

/** A picture as the media endpoint shows it, with what its file says of itself. */
function media( int $id ): ?array {
	$post = get_post( $id );
	if ( ! $post || 'attachment' !== $post->post_type ) {
		return null;
	}
	$details = wp_get_attachment_metadata( $id );
	return array(
		'id'            => $id,
		'source_url'    => (string) wp_get_attachment_url( $id ),
		'alt_text'      => (string) get_post_meta( $id, '_wp_attachment_image_alt', true ),
		'title'         => array( 'raw' => $post->post_title ),
		'caption'       => array( 'raw' => $post->post_excerpt ),
		'description'   => array( 'raw' => $post->post_content ),
		'media_details' => array( 'image_meta' => (object) ( $details['image_meta'] ?? array() ) ),
	);
}

/** What an editor reads: what is wrong, one thing a line. */
function in_words( array $answer ): string {
	if ( isset( $answer['unanswered'] ) ) {
		/* translators: %s: why there is no answer */
		return sprintf( __( 'Not published: the check gave no answer (%s). Try again, or ask the desk.', 'compliance-gate' ), $answer['unanswered'] );
	}
	$lines = array();
	foreach ( $answer['findings'] as $finding ) {
		if ( 'note' !== $finding['severity'] ) {
			$lines[] = '• ' . $finding['message'] . ( $finding['matched'] ? ' — “' . wp_html_excerpt( $finding['matched'], 80, '…' ) . '”' : '' );
		}
	}
	$head = 'hold' === $answer['verdict'] ? __( 'Not published: this must be put right first.', 'compliance-gate' ) : __( 'Not published: an editor must decide first.', 'compliance-gate' );
	return $head . "\n" . implode( "\n", $lines );
}

/** Keep the reason until the editor's next page. */
function notice( array $answer, int $user = 0 ): void {
	$user = get_current_user_id() ?: $user;
	set_transient( "compliance_gate_$user", in_words( $answer ), HOUR_IN_SECONDS );
	if ( defined( 'WP_CLI' ) && \WP_CLI ) {
		\WP_CLI::warning( in_words( $answer ) );
	}
}

/** Show it. */
function show_notices(): void {
	$key  = 'compliance_gate_' . get_current_user_id();
	$text = get_transient( $key );
	if ( $text ) {
		delete_transient( $key );
		printf( '<div class="notice notice-error"><p>%s</p></div>', nl2br( esc_html( $text ) ) );
	}
}
